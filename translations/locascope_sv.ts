<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open plate…</source>
        <translation>&amp;Öppna platta…</translation>
    </message>
    <message>
        <source>Open a directory of images</source>
        <translation>Öppna en katalog med bilder</translation>
    </message>
    <message>
        <source>Open a &amp;simulated plate</source>
        <translation>Öppna en &amp;simulerad platta</translation>
    </message>
    <message>
        <source>Make a plate of simulated cells, whose truth is known, and open it</source>
        <translation>Gör en platta med simulerade celler, vars facit är känt, och öppna den</translation>
    </message>
    <message>
        <source>&amp;Import CSV…</source>
        <translation>&amp;Importera CSV…</translation>
    </message>
    <message>
        <source>Read labels or predictions that were made elsewhere</source>
        <translation>Läs in etiketter eller prediktioner som gjorts på annat håll</translation>
    </message>
    <message>
        <source>&amp;Export CSV…</source>
        <translation>&amp;Exportera CSV…</translation>
    </message>
    <message>
        <source>Write the labels of this plate to a file</source>
        <translation>Skriv plattans etiketter till en fil</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Spara</translation>
    </message>
    <message>
        <source>Every decision is saved by itself; this tries again what is not saved yet</source>
        <translation>Varje beslut sparas av sig självt; det här försöker igen med det som inte är sparat</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Avsluta</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Stäng fönstret</translation>
    </message>
    <message>
        <source>&amp;Accept and next</source>
        <translation>&amp;Godta och nästa</translation>
    </message>
    <message>
        <source>Store the solid labels and move on</source>
        <translation>Spara de fyllda etiketterna och gå vidare</translation>
    </message>
    <message>
        <source>&amp;Negative</source>
        <translation>&amp;Negativ</translation>
    </message>
    <message>
        <source>Cells are there, but no specific staining of the protein</source>
        <translation>Det finns celler, men ingen specifik infärgning av proteinet</translation>
    </message>
    <message>
        <source>Out of focus, empty, debris, saturated, or a reference stain failed</source>
        <translation>Ur fokus, tomt, skräp, mättat, eller en misslyckad referensfärgning</translation>
    </message>
    <message>
        <source>Unsu&amp;re…</source>
        <translation>Osä&amp;ker…</translation>
    </message>
    <message>
        <source>Leave a note for a colleague and move on</source>
        <translation>Lämna en anteckning till en kollega och gå vidare</translation>
    </message>
    <message>
        <source>Not &amp;judged…</source>
        <translation>Ej &amp;bedömd…</translation>
    </message>
    <message>
        <source>The next label is marked as not judged</source>
        <translation>Nästa etikett markeras som ej bedömd</translation>
    </message>
    <message>
        <source>O&amp;ther</source>
        <translation>Anna&amp;t</translation>
    </message>
    <message>
        <source>Something is seen that no class describes</source>
        <translation>Något syns som ingen klass beskriver</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Ångra</translation>
    </message>
    <message>
        <source>Take back the last act, also on another sample</source>
        <translation>Ta tillbaka den senaste åtgärden, även på ett annat prov</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>Gör &amp;om</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>Gör om det som togs tillbaka</translation>
    </message>
    <message>
        <source>&amp;Previous sample</source>
        <translation>&amp;Föregående prov</translation>
    </message>
    <message>
        <source>One sample back</source>
        <translation>Ett prov bakåt</translation>
    </message>
    <message>
        <source>Ne&amp;xt sample</source>
        <translation>Nä&amp;sta prov</translation>
    </message>
    <message>
        <source>One sample on, without a decision</source>
        <translation>Ett prov framåt, utan beslut</translation>
    </message>
    <message>
        <source>The next sample without a decision</source>
        <translation>Nästa prov utan beslut</translation>
    </message>
    <message>
        <source>&amp;Find a label</source>
        <translation>&amp;Hitta en etikett</translation>
    </message>
    <message>
        <source>Find a label by typing</source>
        <translation>Hitta en etikett genom att skriva</translation>
    </message>
    <message>
        <source>Edit the n&amp;ote</source>
        <translation>Skriv en ante&amp;ckning</translation>
    </message>
    <message>
        <source>Write a note on this sample</source>
        <translation>Skriv en anteckning om provet</translation>
    </message>
    <message>
        <source>Accept stops while a hollow label was not touched</source>
        <translation>Godta stannar så länge en ihålig etikett är orörd</translation>
    </message>
    <message>
        <source>Stic&amp;ky Shift and Alt</source>
        <translation>&amp;Tröga Skift och Alt</translation>
    </message>
    <message>
        <source>Shift or Alt pressed alone holds for the next digit</source>
        <translation>Skift eller Alt som trycks ensam gäller för nästa siffra</translation>
    </message>
    <message>
        <source>&amp;Choose a model…</source>
        <translation>&amp;Välj en modell…</translation>
    </message>
    <message>
        <source>Use another classifier; it is tried in safety first</source>
        <translation>Använd en annan klassificerare; den provas först i säkerhet</translation>
    </message>
    <message>
        <source>Use the &amp;bundled model</source>
        <translation>Använd den &amp;medföljande modellen</translation>
    </message>
    <message>
        <source>Use the model that comes with the program</source>
        <translation>Använd modellen som följer med programmet</translation>
    </message>
    <message>
        <source>Classify the &amp;whole plate</source>
        <translation>Klassificera &amp;hela plattan</translation>
    </message>
    <message>
        <source>Classify every sample in the background</source>
        <translation>Klassificera alla prov i bakgrunden</translation>
    </message>
    <message>
        <source>&amp;Stop classifying</source>
        <translation>&amp;Stoppa klassificeringen</translation>
    </message>
    <message>
        <source>Stop classifying in the background; what is done is kept</source>
        <translation>Stoppa klassificeringen i bakgrunden; det som är gjort finns kvar</translation>
    </message>
    <message>
        <source>&amp;Let the model propose on this plate</source>
        <translation>&amp;Låt modellen föreslå på den här plattan</translation>
    </message>
    <message>
        <source>A model trained on simulated images proposes only where you say so</source>
        <translation>En modell som tränats på simulerade bilder föreslår bara där du säger till</translation>
    </message>
    <message>
        <source>Show where the model &amp;looked</source>
        <translation>Visa var modellen &amp;tittade</translation>
    </message>
    <message>
        <source>Lay the saliency of the label under the cursor over the image</source>
        <translation>Lägg det som modellen tittade på för etiketten under markören över bilden</translation>
    </message>
    <message>
        <source>Ca&amp;ncel what is running</source>
        <translation>&amp;Avbryt det som pågår</translation>
    </message>
    <message>
        <source>Cancel the job whose progress the status bar shows</source>
        <translation>Avbryt det arbete vars förlopp statusraden visar</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Hela fältet</translation>
    </message>
    <message>
        <source>Show the whole field</source>
        <translation>Visa hela fältet</translation>
    </message>
    <message>
        <source>&amp;1:1</source>
        <translation>&amp;1:1</translation>
    </message>
    <message>
        <source>One image pixel on one screen pixel</source>
        <translation>En bildpunkt på en skärmpunkt</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Zooma &amp;in</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>Förstora</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Zooma &amp;ut</translation>
    </message>
    <message>
        <source>Reduce</source>
        <translation>Förminska</translation>
    </message>
    <message>
        <source>&amp;Composite</source>
        <translation>&amp;Sammansatt</translation>
    </message>
    <message>
        <source>Visible stains added, each in its colour</source>
        <translation>Synliga färgningar adderade, var och en i sin färg</translation>
    </message>
    <message>
        <source>Co&amp;lour</source>
        <translation>&amp;Färg</translation>
    </message>
    <message>
        <source>The active stain alone, in its colour</source>
        <translation>Den aktiva färgningen ensam, i sin färg</translation>
    </message>
    <message>
        <source>&amp;Greyscale</source>
        <translation>&amp;Gråskala</translation>
    </message>
    <message>
        <source>The active stain alone, in grey</source>
        <translation>Den aktiva färgningen ensam, i grått</translation>
    </message>
    <message>
        <source>Active stain alone, and &amp;back</source>
        <translation>Aktiv färgning ensam, och till&amp;baka</translation>
    </message>
    <message>
        <source>The active stain alone in grey; the same key returns</source>
        <translation>Den aktiva färgningen ensam i grått; samma tangent går tillbaka</translation>
    </message>
    <message>
        <source>Show &amp;nucleus</source>
        <translation>Visa cell&amp;kärna</translation>
    </message>
    <message>
        <source>Show or hide the nucleus stain; hold the key to see it alone in grey</source>
        <translation>Visa eller dölj cellkärnan; håll tangenten för att se den ensam i grått</translation>
    </message>
    <message>
        <source>Show &amp;protein</source>
        <translation>Visa &amp;protein</translation>
    </message>
    <message>
        <source>Show or hide the protein stain; hold the key to see it alone in grey</source>
        <translation>Visa eller dölj proteinet; håll tangenten för att se det ensamt i grått</translation>
    </message>
    <message>
        <source>Show &amp;microtubules</source>
        <translation>Visa &amp;mikrotubuli</translation>
    </message>
    <message>
        <source>Show or hide the microtubule stain; hold the key to see it alone in grey</source>
        <translation>Visa eller dölj mikrotubuli; håll tangenten för att se dem ensamma i grått</translation>
    </message>
    <message>
        <source>Show &amp;endoplasmic reticulum</source>
        <translation>Visa &amp;endoplasmatiskt retikulum</translation>
    </message>
    <message>
        <source>Show or hide the endoplasmic reticulum stain; hold the key to see it alone in grey</source>
        <translation>Visa eller dölj endoplasmatiskt retikulum; håll tangenten för att se det ensamt i grått</translation>
    </message>
    <message>
        <source>&amp;Brightness and contrast</source>
        <translation>&amp;Ljusstyrka och kontrast</translation>
    </message>
    <message>
        <source>Open the panel of the stains</source>
        <translation>Öppna panelen för färgningarna</translation>
    </message>
    <message>
        <source>&amp;Reset contrast</source>
        <translation>&amp;Återställ kontrasten</translation>
    </message>
    <message>
        <source>Back to the plate’s automatic contrast</source>
        <translation>Tillbaka till plattans automatiska kontrast</translation>
    </message>
    <message>
        <source>S&amp;tretch the protein (hold)</source>
        <translation>S&amp;träck proteinet (håll)</translation>
    </message>
    <message>
        <source>While held, the protein is stretched to this image alone: not comparable</source>
        <translation>Medan tangenten hålls sträcks proteinet till just den här bilden: ej jämförbart</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Som s&amp;ystemet</translation>
    </message>
    <message>
        <source>Dark or light as the system is</source>
        <translation>Mörkt eller ljust som systemet är</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>&amp;Mörkt tema</translation>
    </message>
    <message>
        <source>Dark and neutral, as images want it</source>
        <translation>Mörkt och neutralt, som bilder vill ha det</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>&amp;Ljust tema</translation>
    </message>
    <message>
        <source>Light panels around a dark field</source>
        <translation>Ljusa paneler runt ett mörkt fält</translation>
    </message>
    <message>
        <source>As the s&amp;ystem</source>
        <translation>Som s&amp;ystemet</translation>
    </message>
    <message>
        <source>Use the language of the system where the program has it</source>
        <translation>Använd systemets språk där programmet har det</translation>
    </message>
    <message>
        <source>Show the program in English</source>
        <translation>Visa programmet på engelska</translation>
    </message>
    <message>
        <source>Show the program in Swedish</source>
        <translation>Visa programmet på svenska</translation>
    </message>
    <message>
        <source>Put all panels back</source>
        <translation>Återställ alla paneler</translation>
    </message>
    <message>
        <source>Every panel where it was at first</source>
        <translation>Varje panel där den var från början</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>H&amp;elskärm</translation>
    </message>
    <message>
        <source>Use the whole screen, and back</source>
        <translation>Använd hela skärmen, och tillbaka</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Tangentbord</translation>
    </message>
    <message>
        <source>Every key at a glance</source>
        <translation>Alla tangenter i en överblick</translation>
    </message>
    <message>
        <source>&amp;Change keys…</source>
        <translation>&amp;Ändra tangenter…</translation>
    </message>
    <message>
        <source>Give actions other keys</source>
        <translation>Ge åtgärder andra tangenter</translation>
    </message>
    <message>
        <source>&amp;About Locascope</source>
        <translation>&amp;Om Locascope</translation>
    </message>
    <message>
        <source>Version, licence and what it is for</source>
        <translation>Version, licens och vad programmet är till för</translation>
    </message>
    <message>
        <source>Attach &amp;sheet…</source>
        <translation>Bifoga &amp;tabell…</translation>
    </message>
    <message>
        <source>Attach a CSV that says something of wells or samples: antibody, cell line, control, …</source>
        <translation>Bifoga en CSV-fil som säger något om brunnar eller prover: antikropp, cellinje, kontroll, …</translation>
    </message>
    <message>
        <source>&amp;Remove sheet</source>
        <translation>Ta &amp;bort tabellen</translation>
    </message>
    <message>
        <source>Take the sheet off this plate&apos;s review</source>
        <translation>Ta bort tabellen från plattans granskning</translation>
    </message>
    <message>
        <source>Plate &amp;map</source>
        <translation>Plattkar&amp;ta</translation>
    </message>
    <message>
        <source>Show or hide the plate map</source>
        <translation>Visa eller dölj plattkartan</translation>
    </message>
    <message>
        <source>St&amp;eer by the plate map</source>
        <translation>Styr m&amp;ed plattkartan</translation>
    </message>
    <message>
        <source>The keys go to the plate map: arrows and Space select wells, Enter goes to a well’s first unreviewed field, Esc comes back</source>
        <translation>Tangenterna går till plattkartan: pilar och mellanslag väljer brunnar, Retur går till brunnens första ej granskade fält, Esc återvänder</translation>
    </message>
    <message>
        <source>Select the pre&amp;vious too</source>
        <translation>Markera även det &amp;föregående</translation>
    </message>
    <message>
        <source>Extend what is selected by one sample back</source>
        <translation>Utöka markeringen med ett prov bakåt</translation>
    </message>
    <message>
        <source>Select the ne&amp;xt too</source>
        <translation>Markera även det &amp;nästa</translation>
    </message>
    <message>
        <source>Extend what is selected by one sample on</source>
        <translation>Utöka markeringen med ett prov framåt</translation>
    </message>
    <message>
        <source>Select &amp;all shown</source>
        <translation>Markera &amp;alla som visas</translation>
    </message>
    <message>
        <source>Select every sample that the gallery shows</source>
        <translation>Markera alla prov som galleriet visar</translation>
    </message>
    <message>
        <source>Select n&amp;one</source>
        <translation>Markera &amp;inga</translation>
    </message>
    <message>
        <source>End the selection, as Esc does; the current sample stays</source>
        <translation>Avsluta markeringen, som Esc gör; det aktuella provet är kvar</translation>
    </message>
    <message>
        <source>&amp;Channels and stains…</source>
        <translation>&amp;Kanaler och färgningar…</translation>
    </message>
    <message>
        <source>Say which channel of this plate is which stain</source>
        <translation>Ange vilken kanal på den här plattan som är vilken färgning</translation>
    </message>
    <message>
        <source>Save snap&amp;shot…</source>
        <translation>Spara &amp;ögonblicksbild…</translation>
    </message>
    <message>
        <source>Save what is seen as a picture, a figure for print, or its raw counts</source>
        <translation>Spara det som syns som bild, som figur för tryck eller som råa mätvärden</translation>
    </message>
    <message>
        <source>Cop&amp;y view</source>
        <translation>K&amp;opiera vyn</translation>
    </message>
    <message>
        <source>Put the field as it is on screen on the clipboard</source>
        <translation>Lägg fältet som det visas på skärmen i urklipp</translation>
    </message>
    <message>
        <source>&amp;Hide blinded columns</source>
        <translation>&amp;Dölj blindade kolumner</translation>
    </message>
    <message>
        <source>Show the sheet’s blinded columns nowhere: no filter, no colour, no siblings by antibody</source>
        <translation>Visa tabellens blindade kolumner ingenstans: inget filter, ingen färg, inga syskon efter antikropp</translation>
    </message>
    <message>
        <source>Check the s&amp;taining</source>
        <translation>Kontrollera &amp;färgningen</translation>
    </message>
    <message>
        <source>Measure every well’s staining and hold it against the controls of the sheet</source>
        <translation>Mät färgningen i varje brunn och jämför den med tabellens kontroller</translation>
    </message>
    <message>
        <source>&amp;File names…</source>
        <translation>&amp;Filnamn…</translation>
    </message>
    <message>
        <source>See and choose how the names of this plate’s files are read, or write a naming scheme of your own</source>
        <translation>Se och välj hur namnen på plattans filer läses, eller skriv ett eget namnschema</translation>
    </message>
    <message>
        <source>Pi&amp;xel size…</source>
        <translation>P&amp;ixelstorlek…</translation>
    </message>
    <message>
        <source>Enter how wide a pixel of this plate is, for the scale bar</source>
        <translation>Ange hur bred en pixel på den här plattan är, för skalstrecket</translation>
    </message>
    <message>
        <source>Plane &amp;up</source>
        <translation>Plan &amp;uppåt</translation>
    </message>
    <message>
        <source>Show the z plane above, of the whole plate</source>
        <translation>Visa z-planet ovanför, för hela plattan</translation>
    </message>
    <message>
        <source>Plane &amp;down</source>
        <translation>Plan ned&amp;åt</translation>
    </message>
    <message>
        <source>Show the z plane below, of the whole plate</source>
        <translation>Visa z-planet nedanför, för hela plattan</translation>
    </message>
    <message>
        <source>Ma&amp;ximum of all planes</source>
        <translation>Ma&amp;ximum av alla plan</translation>
    </message>
    <message>
        <source>Show the maximum of all z planes; the same key returns to the one before</source>
        <translation>Visa maximum av alla z-plan; samma tangent går tillbaka till det förra</translation>
    </message>
    <message>
        <source>&amp;Copy contrast</source>
        <translation>&amp;Kopiera kontrasten</translation>
    </message>
    <message>
        <source>Windows, gamma, colours and visibility of all stains as text, for another plate or a colleague</source>
        <translation>Alla färgningars fönster, gamma, färger och synlighet som text, till en annan platta eller en kollega</translation>
    </message>
    <message>
        <source>&amp;Paste contrast</source>
        <translation>Klistra &amp;in kontrast</translation>
    </message>
    <message>
        <source>Show this plate as was copied; images must have the same bit depth</source>
        <translation>Visa den här plattan som det kopierade; bilderna måste ha samma bitdjup</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Spara som…</translation>
    </message>
    <message>
        <source>Keep the contrast of all stains under a name, for any plate of the same bit depth</source>
        <translation>Behåll alla färgningars kontrast under ett namn, för varje platta med samma bitdjup</translation>
    </message>
    <message>
        <source>&amp;Measure the plate…</source>
        <translation>&amp;Mät plattan…</translation>
    </message>
    <message>
        <source>Say how much may saturate, and measure the plate’s contrast anew</source>
        <translation>Säg hur mycket som får mättas, och mät plattans kontrast på nytt</translation>
    </message>
    <message>
        <source>&amp;Logarithmic histograms</source>
        <translation>&amp;Logaritmiska histogram</translation>
    </message>
    <message>
        <source>Counts on a logarithmic scale, so that cells show beside the background; off: linear</source>
        <translation>Antal på logaritmisk skala, så att cellerna syns bredvid bakgrunden; av: linjär</translation>
    </message>
    <message>
        <source>One &amp;view per stain</source>
        <translation>En &amp;vy per färgning</translation>
    </message>
    <message>
        <source>The composite and each stain alone, side by side and linked; the same key or Esc returns</source>
        <translation>Den sammansatta bilden och varje färgning för sig, sida vid sida och länkade; samma tangent eller Esc går tillbaka</translation>
    </message>
    <message>
        <source>Compare selec&amp;ted</source>
        <translation>&amp;Jämför markerade</translation>
    </message>
    <message>
        <source>Keep &amp;beside</source>
        <translation>Behåll &amp;bredvid</translation>
    </message>
    <message>
        <source>This sample stays beside those that follow, to compare with; again: not any more</source>
        <translation>Det här provet står kvar bredvid dem som följer, att jämföra med; igen: inte längre</translation>
    </message>
    <message>
        <source>Up to six selected samples side by side, linked in zoom, place and contrast; a click makes one the current sample; the same key or Esc returns. Select with Shift or Ctrl in the gallery</source>
        <translation>Upp till sex markerade prover sida vid sida, länkade i zoom, läge och kontrast; ett klick gör ett av dem till det aktuella provet; samma tangent eller Esc går tillbaka. Markera med Skift eller Ctrl i galleriet</translation>
    </message>
    <message>
        <source>Of &amp;all proposed labels</source>
        <translation>För &amp;alla föreslagna etiketter</translation>
    </message>
    <message>
        <source>While no label is under the cursor, show where the model looked for each one it proposes, each in its colour</source>
        <translation>Visa, medan ingen etikett är under muspekaren, var modellen tittade för var och en som den föreslår, var och en i sin färg</translation>
    </message>
    <message>
        <source>Next &amp;peak</source>
        <translation>Nästa &amp;topp</translation>
    </message>
    <message>
        <source>Step through the places where the model looked most, the strongest first</source>
        <translation>Stega genom de ställen där modellen tittade mest, det starkaste först</translation>
    </message>
    <message>
        <source>&amp;Shading</source>
        <translation>&amp;Skuggning</translation>
    </message>
    <message>
        <source>Shade the image where the model looked</source>
        <translation>Skugga bilden där modellen tittade</translation>
    </message>
    <message>
        <source>&amp;Contours</source>
        <translation>&amp;Konturer</translation>
    </message>
    <message>
        <source>Lines at a quarter, a half and three quarters of the strongest; the image stays as it is</source>
        <translation>Linjer vid en fjärdedel, hälften och tre fjärdedelar av det starkaste; bilden förblir som den är</translation>
    </message>
    <message>
        <source>Side &amp;by side</source>
        <translation>Sida &amp;vid sida</translation>
    </message>
    <message>
        <source>The image as it is, and beside it where the model looked</source>
        <translation>Bilden som den är, och bredvid den var modellen tittade</translation>
    </message>
    <message>
        <source>&amp;Ember colours</source>
        <translation>&amp;Glödfärger</translation>
    </message>
    <message>
        <source>Violet to yellow, perceptually even</source>
        <translation>Violett till gult, jämna steg för ögat</translation>
    </message>
    <message>
        <source>&amp;Lagoon colours</source>
        <translation>&amp;Lagunfärger</translation>
    </message>
    <message>
        <source>Blue to pale yellow, perceptually even, without red</source>
        <translation>Blått till blekgult, jämna steg för ögat, utan rött</translation>
    </message>
    <message>
        <source>&amp;Grey</source>
        <translation>G&amp;rått</translation>
    </message>
    <message>
        <source>Black to white, perceptually even</source>
        <translation>Svart till vitt, jämna steg för ögat</translation>
    </message>
    <message>
        <source>Also below the &amp;threshold</source>
        <translation>Även &amp;under tröskeln</translation>
    </message>
    <message>
        <source>Show it for labels that the model does not propose, too, marked as such</source>
        <translation>Visa det även för etiketter som modellen inte föreslår, märkt som sådant</translation>
    </message>
    <message>
        <source>More like t&amp;his</source>
        <translation>&amp;Fler som detta</translation>
    </message>
    <message>
        <source>The gallery shows the plate by likeness to this sample, as the model sees it; the same key asks for the current one, Esc returns to the order before</source>
        <translation>Galleriet visar plattan efter likhet med detta prov, så som modellen ser det; samma tangent frågar för det aktuella, Esc återgår till ordningen innan</translation>
    </message>
    <message>
        <source>Exe&amp;mplars</source>
        <translation>E&amp;xempel</translation>
    </message>
    <message>
        <source>Below the image, samples that were decided to show the class under the cursor, those most like this one</source>
        <translation>Under bilden, prov som bedömts visa klassen under markören, de som mest liknar detta</translation>
    </message>
    <message>
        <source>Map of s&amp;imilar samples</source>
        <translation>Karta över l&amp;iknande prov</translation>
    </message>
    <message>
        <source>Show or hide the map on which samples that look alike to the model lie together</source>
        <translation>Visa eller dölj kartan där prov som ser lika ut för modellen ligger tillsammans</translation>
    </message>
    <message>
        <source>From a &amp;file…</source>
        <translation>Från en &amp;fil…</translation>
    </message>
    <message>
        <source>Label by the classes that a CSV file lists</source>
        <translation>Märk efter de klasser som en CSV-fil räknar upp</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>Mod&amp;eller…</translation>
    </message>
    <message>
        <source>See the models there are, use one, bring in others or remove them</source>
        <translation>Se de modeller som finns, använd en, ta in andra eller ta bort dem</translation>
    </message>
    <message>
        <source>&amp;Same as the last</source>
        <translation>&amp;Samma som senast</translation>
    </message>
    <message>
        <source>Store the labels of the last decision here too and move on</source>
        <translation>Spara det senaste beslutets etiketter även här och gå vidare</translation>
    </message>
    <message>
        <source>Histor&amp;y</source>
        <translation>&amp;Historik</translation>
    </message>
    <message>
        <source>Everything that was said of this sample or of the whole review; filter it, export it, restore an earlier state</source>
        <translation>Allt som har sagts om provet eller i hela granskningen; filtrera, exportera, återställ ett tidigare läge</translation>
    </message>
    <message>
        <source>In &amp;order</source>
        <translation>I &amp;ordning</translation>
    </message>
    <message>
        <source>Every sample, in the order of the plate</source>
        <translation>Alla prov, i plattans ordning</translation>
    </message>
    <message>
        <source>&amp;Unreviewed</source>
        <translation>&amp;Ogranskade</translation>
    </message>
    <message>
        <source>Every sample that nobody has judged</source>
        <translation>Alla prov som ingen har bedömt</translation>
    </message>
    <message>
        <source>Most uncertain over &amp;all</source>
        <translation>Osäkrast över &amp;alla</translation>
    </message>
    <message>
        <source>Unreviewed samples, first those of which the model is least sure over all classes together (entropy)</source>
        <translation>Ogranskade prov, först de som modellen är minst säker på över alla klasser tillsammans (entropi)</translation>
    </message>
    <message>
        <source>Nearest to a &amp;threshold</source>
        <translation>Närmast en &amp;tröskel</translation>
    </message>
    <message>
        <source>Unreviewed samples, first those with a class next to its threshold (margin)</source>
        <translation>Ogranskade prov, först de som har en klass intill sin tröskel (marginal)</translation>
    </message>
    <message>
        <source>Worth a &amp;second look</source>
        <translation>Värda att &amp;se på igen</translation>
    </message>
    <message>
        <source>&amp;Borderline</source>
        <translation>&amp;Gränsfall</translation>
    </message>
    <message>
        <source>Reviewed samples with classes that were not judged</source>
        <translation>Granskade prov med klasser som inte bedömdes</translation>
    </message>
    <message>
        <source>Human and model &amp;differ</source>
        <translation>Människa och modell &amp;skiljer sig</translation>
    </message>
    <message>
        <source>Reviewed samples whose labels are not what the model proposes, the greatest difference first</source>
        <translation>Granskade prov vars etiketter inte är vad modellen föreslår, den största skillnaden först</translation>
    </message>
    <message>
        <source>&amp;Rare classes first</source>
        <translation>Ovanliga &amp;klasser först</translation>
    </message>
    <message>
        <source>Unreviewed samples, first those for which the model proposes what is rare on the plate</source>
        <translation>Ogranskade prov, först de där modellen föreslår något som är ovanligt på plattan</translation>
    </message>
    <message>
        <source>Di&amp;verse</source>
        <translation>&amp;Varierade</translation>
    </message>
    <message>
        <source>200 unreviewed samples, each as unlike those before as can be, as the model sees it</source>
        <translation>200 ogranskade prov, vart och ett så olikt de föregående som möjligt, så som modellen ser det</translation>
    </message>
    <message>
        <source>&amp;Near this sample</source>
        <translation>&amp;Nära detta prov</translation>
    </message>
    <message>
        <source>Unreviewed samples, first those most like this one, as the model sees it</source>
        <translation>Ogranskade prov, först de som mest liknar detta, så som modellen ser det</translation>
    </message>
    <message>
        <source>&amp;End the queue</source>
        <translation>Av&amp;sluta kön</translation>
    </message>
    <message>
        <source>Back to the filter and order before, as Esc does</source>
        <translation>Tillbaka till filtret och ordningen före, som Esc gör</translation>
    </message>
    <message>
        <source>Unusa&amp;ble</source>
        <translation>Oan&amp;vändbar</translation>
    </message>
    <message>
        <source>Next unrevie&amp;wed</source>
        <translation>Nästa o&amp;granskade</translation>
    </message>
    <message>
        <source>Drawn by &amp;lot…</source>
        <translation>Draget med &amp;lott…</translation>
    </message>
    <message>
        <source>Samples drawn by lot to judge models by, blind to what a model or an imported table says; the first time it is asked how many are drawn</source>
        <translation>Prov dragna med lott för att bedöma modeller efter, blint för vad en modell eller en importerad tabell säger; första gången frågas hur många som dras</translation>
    </message>
    <message>
        <source>Assigned to &amp;me</source>
        <translation>Tilldelade &amp;mig</translation>
    </message>
    <message>
        <source>The samples that are assigned to you and that you have not judged yet</source>
        <translation>De prov som är tilldelade dig och som du inte har bedömt än</translation>
    </message>
    <message>
        <source>In &amp;conflict</source>
        <translation>I &amp;konflikt</translation>
    </message>
    <message>
        <source>The samples on which reviewers disagree and nobody has ruled; what you decide on them is a ruling</source>
        <translation>De prov som granskare är oense om och som ingen har avgjort; det du beslutar om dem är ett avgörande</translation>
    </message>
    <message>
        <source>Rule for the first side</source>
        <translation>Avgör för den första sidan</translation>
    </message>
    <message>
        <source>In the queue of conflicts: the first side’s labels become the ruling</source>
        <translation>I kön av konflikter: den första sidans etiketter blir avgörandet</translation>
    </message>
    <message>
        <source>Rule for the second side</source>
        <translation>Avgör för den andra sidan</translation>
    </message>
    <message>
        <source>In the queue of conflicts: the second side’s labels become the ruling</source>
        <translation>I kön av konflikter: den andra sidans etiketter blir avgörandet</translation>
    </message>
    <message>
        <source>Bl&amp;inding…</source>
        <translation>Bl&amp;indning…</translation>
    </message>
    <message>
        <source>Choose what is hidden from whoever reviews this plate: the model, other reviewers, names, …</source>
        <translation>Välj vad som döljs för den som granskar den här plattan: modellen, andra granskare, namn, …</translation>
    </message>
    <message>
        <source>Stri&amp;ct mode</source>
        <translation>St&amp;rängt läge</translation>
    </message>
    <message>
        <source>Assi&amp;gn samples…</source>
        <translation>&amp;Tilldela prov…</translation>
    </message>
    <message>
        <source>Share the samples out to reviewers, by lot and in equal parts; each finds theirs under Queue, Assigned to me</source>
        <translation>Dela ut proven till granskare, genom lottning och i lika delar; var och en finner sina under Kö, Tilldelade mig</translation>
    </message>
    <message>
        <source>Pac&amp;k for a colleague…</source>
        <translation>Pac&amp;ka för en kollega…</translation>
    </message>
    <message>
        <source>Put some fields and a question into a folder for a colleague, whose answers can be merged</source>
        <translation>Lägg några fält och en fråga i en mapp för en kollega, vars svar kan slås samman</translation>
    </message>
    <message>
        <source>To be looked at a&amp;gain</source>
        <translation>Att se över i&amp;gen</translation>
    </message>
    <message>
        <source>The samples whose labels a split or a merger of classes left unclear, and that nobody has decided since</source>
        <translation>De prov vars etiketter blev oklara när klasser delades eller slogs samman, och som ingen har beslutat om sedan dess</translation>
    </message>
    <message>
        <source>As&amp;ked of me</source>
        <translation>&amp;Frågat mig</translation>
    </message>
    <message>
        <source>What others are unsure of and nobody has decided since; a note that says @name asks that reviewer alone</source>
        <translation>Det som andra är osäkra på och ingen har avgjort sedan dess; en anteckning med @namn frågar bara den granskaren</translation>
    </message>
    <message>
        <source>Ans&amp;wered</source>
        <translation>&amp;Besvarat</translation>
    </message>
    <message>
        <source>What you were unsure of and another has decided since</source>
        <translation>Det som du var osäker på och någon annan har avgjort sedan dess</translation>
    </message>
    <message>
        <source>Reviewed samples with a label that is perhaps wrong, by confident learning, in classes with at least 20 labels: judged by what the labels of other antibodies or wells teach where the model gives features, else by the model</source>
        <translation>Granskade prov med en etikett som kanske är fel, enligt konfident inlärning, i klasser med minst 20 etiketter: bedömda efter vad etiketterna från andra antikroppar eller brunnar lär där modellen ger särdrag, annars efter modellen</translation>
    </message>
</context>
<context>
    <name>Assigning</name>
    <message>
        <source>an assignment that cannot be read</source>
        <translation>en tilldelning som inte går att läsa</translation>
    </message>
    <message>
        <source>samples assigned: %1</source>
        <translation>prov tilldelade: %1</translation>
    </message>
    <message>
        <source>assigned to %1</source>
        <translation>tilldelat %1</translation>
    </message>
    <message>
        <source>1 sample: %1.</source>
        <translation>1 prov: %1.</translation>
    </message>
    <message>
        <source>%1 samples: %2.</source>
        <translation>%1 prov: %2.</translation>
    </message>
    <message>
        <source>%1 of them have %2 reviewers each.</source>
        <translation>%1 av dem har %2 granskare var.</translation>
    </message>
    <message>
        <source>In place of what %1 assigned on %2: %3. The history keeps it.</source>
        <translation>I stället för vad %1 tilldelade %2: %3. Historiken behåller det.</translation>
    </message>
</context>
<context>
    <name>Blinding</name>
    <message>
        <source>Predictions and proposals</source>
        <translation>Prediktioner och förslag</translation>
    </message>
    <message>
        <source>Where the model looked</source>
        <translation>Var modellen tittade</translation>
    </message>
    <message>
        <source>Other reviewers’ labels, notes and history</source>
        <translation>Andra granskares etiketter, anteckningar och historik</translation>
    </message>
    <message>
        <source>Exemplars and similar samples</source>
        <translation>Exempel och liknande prov</translation>
    </message>
    <message>
        <source>Why a sample is in the queue</source>
        <translation>Varför ett prov är i kön</translation>
    </message>
    <message>
        <source>Colours of the plate map</source>
        <translation>Plattkartans färger</translation>
    </message>
    <message>
        <source>Sort orders and groups</source>
        <translation>Sorteringar och grupper</translation>
    </message>
    <message>
        <source>Columns of the sheet</source>
        <translation>Tabellens kolumner</translation>
    </message>
    <message>
        <source>Names of files, samples and wells</source>
        <translation>Namn på filer, prov och brunnar</translation>
    </message>
    <message>
        <source>Also filters, orders and queues that follow from them. A decision made so is kept as blind.</source>
        <translation>Även filter, ordningar och köer som följer av dem. Ett beslut som fattas så sparas som blint.</translation>
    </message>
    <message>
        <source>No map over the image. It is hidden with the predictions, too.</source>
        <translation>Ingen karta över bilden. Den döljs också med prediktionerna.</translation>
    </message>
    <message>
        <source>Exports have one’s own labels alone.</source>
        <translation>Exporter har bara ens egna etiketter.</translation>
    </message>
    <message>
        <source>Also queues and the map of likeness.</source>
        <translation>Även köer och kartan över likhet.</translation>
    </message>
    <message>
        <source>The queue goes on without its reasons.</source>
        <translation>Kön fortsätter utan sina skäl.</translation>
    </message>
    <message>
        <source>The map shows how much is reviewed, and no more.</source>
        <translation>Kartan visar hur mycket som är granskat, och inget mer.</translation>
    </message>
    <message>
        <source>The gallery has one order, and no groups.</source>
        <translation>Galleriet har en enda ordning och inga grupper.</translation>
    </message>
    <message>
        <source>No filter, no colour and no siblings by any of them.</source>
        <translation>Inget filter, ingen färg och inga syskon efter någon av dem.</translation>
    </message>
    <message>
        <source>Samples have numbers in an order that tells nothing; no plate map, no fields of the same well, no staining check and no snapshots.</source>
        <translation>Prov har nummer i en ordning som inget säger; ingen plattkarta, inga fält från samma brunn, ingen färgningskontroll och inga ögonblicksbilder.</translation>
    </message>
    <message>
        <source>Nothing is hidden</source>
        <translation>Inget är dolt</translation>
    </message>
    <message>
        <source>Blind to the model</source>
        <translation>Blint för modellen</translation>
    </message>
    <message>
        <source>Blind to other reviewers</source>
        <translation>Blint för andra granskare</translation>
    </message>
    <message>
        <source>Blind to everything</source>
        <translation>Blint för allt</translation>
    </message>
    <message>
        <source>Hidden: %1</source>
        <translation>Dolt: %1</translation>
    </message>
    <message numerus="yes">
        <source>Hidden: %n things</source>
        <translation>
            <numerusform>Dolt: %n sak</numerusform>
            <numerusform>Dolt: %n saker</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawn by lot: blind to the model</source>
        <translation>Draget med lott: blint för modellen</translation>
    </message>
    <message>
        <source>This sample was drawn by lot: what a model says of it and what was imported are never shown.</source>
        <translation>Det här provet drogs med lott: vad en modell säger om det och vad som importerades visas aldrig.</translation>
    </message>
    <message>
        <source>Draw by lot for an audit</source>
        <translation>Dra med lott för en revision</translation>
    </message>
    <message>
        <source>How many of the %1 samples? They are drawn once and kept with the review: judged without seeing what a model says, never learnt from, and used to judge models by.</source>
        <translation>Hur många av de %1 proven? De dras en gång och sparas med granskningen: bedöms utan att man ser vad en modell säger, lärs aldrig av, och används för att bedöma modeller.</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Dra</translation>
    </message>
    <message>
        <source>It would show what is hidden in this review (Review, Blinding).</source>
        <translation>Det skulle visa vad som är dolt i den här granskningen (Granskning, Blindning).</translation>
    </message>
</context>
<context>
    <name>Causes</name>
    <message>
        <source>no model came with this program; choose a model file</source>
        <translation>ingen modell följde med programmet; välj en modellfil</translation>
    </message>
    <message>
        <source>the review is not open yet</source>
        <translation>granskningen är inte öppnad än</translation>
    </message>
    <message>
        <source>the review can be read but not written</source>
        <translation>granskningen kan läsas men inte skrivas</translation>
    </message>
    <message>
        <source>the review is not open</source>
        <translation>granskningen är inte öppen</translation>
    </message>
    <message>
        <source>the images of this field have changed since they were classified; its labels are kept, and it is classified again</source>
        <translation>bilderna av det här fältet har ändrats sedan de klassificerades; fältets etiketter behålls, och det klassificeras på nytt</translation>
    </message>
    <message>
        <source>an empty file</source>
        <translation>en tom fil</translation>
    </message>
    <message>
        <source>neither PNG nor JPEG nor TIFF by its first bytes; save it as one of these</source>
        <translation>varken PNG, JPEG eller TIFF enligt sina första byte; spara den som någon av dem</translation>
    </message>
    <message>
        <source>ends early: its pixel data stop before the last row; copy it again from its source</source>
        <translation>slutar för tidigt: bildpunkterna tar slut före sista raden; kopiera den igen från källan</translation>
    </message>
    <message>
        <source>gzip inside gzip; unpack it once</source>
        <translation>gzip i gzip; packa upp den en gång</translation>
    </message>
    <message>
        <source>damaged: something else follows its gzip stream; copy it again from its source</source>
        <translation>skadad: något annat följer efter dess gzipström; kopiera den på nytt från källan</translation>
    </message>
    <message>
        <source>its path is longer than the system allows; shorten it</source>
        <translation>dess sökväg är längre än systemet tillåter; korta den</translation>
    </message>
    <message>
        <source>changes while it is read; wait until it has been written</source>
        <translation>ändras medan den läses; vänta tills den är färdigskriven</translation>
    </message>
    <message>
        <source>there is no such folder; check its name, or whether it was moved</source>
        <translation>den katalogen finns inte; se efter om namnet är rätt eller om den flyttats</translation>
    </message>
    <message>
        <source>what was decided before the review was read names classes of another vocabulary and is not stored; decide it again</source>
        <translation>det som avgjordes innan granskningen hade lästs avser klasser i en annan vokabulär och sparas inte; avgör det igen</translation>
    </message>
    <message>
        <source>the vocabulary that the review keeps cannot be read</source>
        <translation>granskningens vokabulär kan inte läsas</translation>
    </message>
    <message>
        <source>is not a folder; name the folder that holds the images</source>
        <translation>är ingen katalog; ange katalogen som bilderna ligger i</translation>
    </message>
    <message>
        <source>no group is named sample, as in (?&lt;sample&gt;.+)_(?&lt;stain&gt;[a-z]+)</source>
        <translation>ingen grupp heter sample, som i (?&lt;sample&gt;.+)_(?&lt;stain&gt;[a-z]+)</translation>
    </message>
    <message>
        <source>no group is named stain or channel, so that the images of a sample cannot be told apart</source>
        <translation>ingen grupp heter stain eller channel, så att ett provs bilder inte kan skiljas åt</translation>
    </message>
    <message>
        <source>it has a group stain, but there is no table stains</source>
        <translation>det har en grupp stain, men det finns inga ord för färgningar</translation>
    </message>
    <message>
        <source>no expression</source>
        <translation>inget uttryck</translation>
    </message>
    <message>
        <source>labels can still be edited and are saved; the images come back by themselves</source>
        <translation>etiketter kan fortfarande ändras och sparas; bilderna kommer tillbaka av sig själva</translation>
    </message>
    <message>
        <source>is an OME-Zarr image, which is not read; export it as OME-TIFF</source>
        <translation>är en OME-Zarr-bild, som inte läses; exportera den som OME-TIFF</translation>
    </message>
    <message>
        <source>not all of these samples fit into memory at the same time; compare fewer</source>
        <translation>alla dessa prover får inte plats i minnet samtidigt; jämför färre</translation>
    </message>
    <message>
        <source>not all contrast presets could be read; the file is kept</source>
        <translation>alla sparade kontraster kunde inte läsas; filen behålls</translation>
    </message>
    <message>
        <source>more than 32 expressions</source>
        <translation>fler än 32 uttryck</translation>
    </message>
    <message>
        <source>is there already; name a new folder</source>
        <translation>finns redan; namnge en ny mapp</translation>
    </message>
    <message>
        <source>lies in the plate, whose samples it would repeat; name a folder elsewhere</source>
        <translation>ligger i plattan, vars prov den skulle upprepa; namnge en mapp någon annanstans</translation>
    </message>
    <message>
        <source>cannot be packed so: these files by themselves would not be read as the same samples; pack samples with all their files</source>
        <translation>kan inte packas så: de här filerna för sig skulle inte läsas som samma prov; packa prov med alla deras filer</translation>
    </message>
</context>
<context>
    <name>ChipMark</name>
    <message>
        <source>absent</source>
        <translation>frånvarande</translation>
    </message>
    <message>
        <source>proposed by the model; Enter accepts it</source>
        <translation>föreslagen av modellen; Retur godtar den</translation>
    </message>
    <message>
        <source>close to the threshold; Enter stores it as not judged</source>
        <translation>nära tröskeln; Retur sparar den som ej bedömd</translation>
    </message>
    <message>
        <source>added by you; Enter stores it</source>
        <translation>tillagd av dig; Retur sparar den</translation>
    </message>
    <message>
        <source>proposed by the model, rejected by you</source>
        <translation>föreslagen av modellen, avvisad av dig</translation>
    </message>
    <message>
        <source>not judged, as you said</source>
        <translation>ej bedömd, som du sagt</translation>
    </message>
    <message>
        <source>You and the model agree (=)</source>
        <translation>Du och modellen är överens (=)</translation>
    </message>
    <message>
        <source>You added it: the model does not find it (+)</source>
        <translation>Du lade till den: modellen hittar den inte (+)</translation>
    </message>
    <message>
        <source>You removed it: the model finds it (−)</source>
        <translation>Du tog bort den: modellen hittar den (−)</translation>
    </message>
</context>
<context>
    <name>ClassName</name>
    <message>
        <source>Nucleoplasm</source>
        <translation>Nukleoplasma</translation>
    </message>
    <message>
        <source>Nuclear membrane</source>
        <translation>Kärnmembran</translation>
    </message>
    <message>
        <source>Nucleoli</source>
        <translation>Nukleoler</translation>
    </message>
    <message>
        <source>Nucleoli fibrillar center</source>
        <translation>Fibrillärt centrum i nukleol</translation>
    </message>
    <message>
        <source>Nuclear speckles</source>
        <translation>Kärnfläckar</translation>
    </message>
    <message>
        <source>Nuclear bodies</source>
        <translation>Kärnkroppar</translation>
    </message>
    <message>
        <source>Endoplasmic reticulum</source>
        <translation>Endoplasmatiskt retikulum</translation>
    </message>
    <message>
        <source>Golgi apparatus</source>
        <translation>Golgiapparat</translation>
    </message>
    <message>
        <source>Peroxisomes</source>
        <translation>Peroxisomer</translation>
    </message>
    <message>
        <source>Endosomes</source>
        <translation>Endosomer</translation>
    </message>
    <message>
        <source>Lysosomes</source>
        <translation>Lysosomer</translation>
    </message>
    <message>
        <source>Intermediate filaments</source>
        <translation>Intermediära filament</translation>
    </message>
    <message>
        <source>Actin filaments</source>
        <translation>Aktinfilament</translation>
    </message>
    <message>
        <source>Focal adhesion sites</source>
        <translation>Fokala adhesioner</translation>
    </message>
    <message>
        <source>Microtubules</source>
        <translation>Mikrotubuli</translation>
    </message>
    <message>
        <source>Microtubule ends</source>
        <translation>Mikrotubuli-ändar</translation>
    </message>
    <message>
        <source>Cytokinetic bridge</source>
        <translation>Cytokinetisk brygga</translation>
    </message>
    <message>
        <source>Mitotic spindle</source>
        <translation>Kärnspole</translation>
    </message>
    <message>
        <source>Microtubule organizing center</source>
        <translation>Centrum för mikrotubuli</translation>
    </message>
    <message>
        <source>Centrosome</source>
        <translation>Centrosom</translation>
    </message>
    <message>
        <source>Lipid droplets</source>
        <translation>Lipiddroppar</translation>
    </message>
    <message>
        <source>Plasma membrane</source>
        <translation>Plasmamembran</translation>
    </message>
    <message>
        <source>Cell junctions</source>
        <translation>Cellfogar</translation>
    </message>
    <message>
        <source>Mitochondria</source>
        <translation>Mitokondrier</translation>
    </message>
    <message>
        <source>Aggresome</source>
        <translation>Aggresom</translation>
    </message>
    <message>
        <source>Cytosol</source>
        <translation>Cytosol</translation>
    </message>
    <message>
        <source>Cytoplasmic bodies</source>
        <translation>Cytoplasma-kroppar</translation>
    </message>
    <message>
        <source>Rods &amp; rings</source>
        <translation>Stavar och ringar</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>%1 of %2 selected samples are compared.</source>
        <translation>%1 av %2 markerade prover jämförs.</translation>
    </message>
</context>
<context>
    <name>ContrastMenu</name>
    <message>
        <source>Keep this contrast</source>
        <translation>Behåll den här kontrasten</translation>
    </message>
    <message>
        <source>Name (a preset of the same name is replaced):</source>
        <translation>Namn (en sparad kontrast med samma namn ersätts):</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Ta bort</translation>
    </message>
    <message>
        <source>Show the plate with this contrast</source>
        <translation>Visa plattan med den här kontrasten</translation>
    </message>
    <message>
        <source>Of images of %1 bits: raw values do not compare</source>
        <translation>Av bilder med %1 bitar: råvärdena går inte att jämföra</translation>
    </message>
</context>
<context>
    <name>ContrastState</name>
    <message>
        <source>1 field</source>
        <translation>1 fält</translation>
    </message>
    <message>
        <source>%1 fields</source>
        <translation>%1 fält</translation>
    </message>
    <message>
        <source>%1 of 1 well</source>
        <translation>%1 i 1 brunn</translation>
    </message>
    <message>
        <source>%1 of %2 wells</source>
        <translation>%1 i %2 brunnar</translation>
    </message>
    <message>
        <source>One contrast for the whole plate, from %1</source>
        <translation>En kontrast för hela plattan, från %1</translation>
    </message>
    <message>
        <source>One contrast for the whole plate</source>
        <translation>En kontrast för hela plattan</translation>
    </message>
    <message>
        <source>⚠ Provisional, from this image alone</source>
        <translation>⚠ Tillfällig, från enbart den här bilden</translation>
    </message>
    <message>
        <source>⚠ Protein stretched to this image: not comparable</source>
        <translation>⚠ Proteinet sträckt till den här bilden: ej jämförbart</translation>
    </message>
    <message>
        <source>Contrast set by hand, kept for the plate</source>
        <translation>Kontrasten satt för hand, gäller hela plattan</translation>
    </message>
    <message>
        <source>⚠ Files rescaled before: brightness is not comparable</source>
        <translation>⚠ Filerna har skalats om: ljusstyrkan är inte jämförbar</translation>
    </message>
    <message>
        <source>The plate’s contrast: black is the commonest value of the background, full brightness the value below which %1 % of the protein’s foreground lies (other stains: %2 %). At first from 16 fields; as soon as up to 500 are read theirs is kept, and shown from the next opening or Reset on.</source>
        <translation>Plattans kontrast: svart är bakgrundens vanligaste värde, full ljusstyrka det värde under vilket %1 % av proteinets förgrund ligger (andra färgningar: %2 %). Först från 16 fält; när upp till 500 är lästa sparas deras, och visas från nästa öppning eller återställning.</translation>
    </message>
</context>
<context>
    <name>Decision</name>
    <message>
        <source>labelled</source>
        <translation>märkt</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>negativ</translation>
    </message>
    <message>
        <source>unusable</source>
        <translation>oanvändbar</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>osäker</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>sparar</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>sparat</translation>
    </message>
    <message>
        <source>⚠ not saved</source>
        <translation>⚠ ej sparat</translation>
    </message>
    <message>
        <source>other</source>
        <translation>annat</translation>
    </message>
    <message>
        <source>no decision</source>
        <translation>inget beslut</translation>
    </message>
    <message>
        <source>%1 · site %2</source>
        <translation>%1 · fält %2</translation>
    </message>
    <message>
        <source>inherited</source>
        <translation>ärvd</translation>
    </message>
    <message>
        <source>inherited: %1</source>
        <translation>ärvd: %1</translation>
    </message>
    <message>
        <source>Sample %1</source>
        <translation>Prov %1</translation>
    </message>
    <message>
        <source>kept here for the server</source>
        <translation>sparat här för servern</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>Labels, by the place of the key</source>
        <translation>Etiketter, efter tangentens plats</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Åtgärder</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Mus</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Hjulet</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Zooma vid markören</translation>
    </message>
    <message>
        <source>Middle button, or Space held</source>
        <translation>Mittknappen, eller mellanslag nedtryckt</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Panorera</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Dubbelklick</translation>
    </message>
    <message>
        <source>Show the whole field</source>
        <translation>Visa hela fältet</translation>
    </message>
    <message>
        <source>Over a label</source>
        <translation>Över en etikett</translation>
    </message>
    <message>
        <source>Show where the model looked for it</source>
        <translation>Visa var modellen tittade för den</translation>
    </message>
    <message>
        <source>Open a plate</source>
        <translation>Öppna en platta</translation>
    </message>
    <message>
        <source>Import labels or predictions</source>
        <translation>Importera etiketter eller prediktioner</translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation>CSV-filer (*.csv);;Alla filer (*)</translation>
    </message>
    <message>
        <source>Choose a model by its card</source>
        <translation>Välj en modell efter dess kort</translation>
    </message>
    <message>
        <source>Model cards (*.yaml *.yml);;TorchScript models (*.pt)</source>
        <translation>Modellkort (*.yaml *.yml);;TorchScript-modeller (*.pt)</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>och %n till</numerusform>
            <numerusform>och %n till</numerusform>
        </translation>
    </message>
    <message>
        <source>Decisions are not saved</source>
        <translation>Beslut är inte sparade</translation>
    </message>
    <message>
        <source>Keep the window open</source>
        <translation>Låt fönstret vara öppet</translation>
    </message>
    <message>
        <source>Close and lose them</source>
        <translation>Stäng och förlora dem</translation>
    </message>
    <message>
        <source>About Locascope</source>
        <translation>Om Locascope</translation>
    </message>
    <message>
        <source>Review which organelles a protein is in, field by field, in four-stain microscopy images.

Free software under the GNU General Public License, version 3 or later. It uses Qt, LibTorch, OpenCV, SQLite, libspng, libjpeg-turbo and libtiff.</source>
        <translation>Granska vilka organeller ett protein finns i, fält för fält, i mikroskopibilder med fyra färgningar.

Fri programvara under GNU General Public License, version 3 eller senare. Programmet använder Qt, LibTorch, OpenCV, SQLite, libspng, libjpeg-turbo och libtiff.</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tangentbord</translation>
    </message>
    <message numerus="yes">
        <source>Not saved yet, and lost if the window closes now (%n):</source>
        <translation>
            <numerusform>Ännu inte sparade, och förlorade om fönstret stängs nu (%n):</numerusform>
            <numerusform>Ännu inte sparade, och förlorade om fönstret stängs nu (%n):</numerusform>
        </translation>
    </message>
    <message>
        <source>Attach a sheet</source>
        <translation>Bifoga en tabell</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-filer (*.csv)</translation>
    </message>
    <message>
        <source>Choose a vocabulary</source>
        <translation>Välj ett ordförråd</translation>
    </message>
    <message>
        <source>Import models</source>
        <translation>Importera modeller</translation>
    </message>
    <message>
        <source>Models (*.onnx *.pt *.pth *.zip *.yaml *.yml);;All files (*)</source>
        <translation>Modeller (*.onnx *.pt *.pth *.zip *.yaml *.yml);;Alla filer (*)</translation>
    </message>
    <message>
        <source>Import a bioimage.io package</source>
        <translation>Importera ett paket från bioimage.io</translation>
    </message>
    <message>
        <source>New folder:</source>
        <translation>Ny mapp:</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Skapa</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>not found</source>
        <translation>saknas</translation>
    </message>
    <message>
        <source>%1 is not there. See whether it was moved or its disk is not connected, then open it again.</source>
        <translation>%1 finns inte. Se efter om den har flyttats eller om disken inte är ansluten, och öppna den sedan igen.</translation>
    </message>
    <message>
        <source>no permission</source>
        <translation>behörighet saknas</translation>
    </message>
    <message>
        <source>%1 may not be used by your account. Ask its owner for permission, then try again.</source>
        <translation>%1 får inte användas av ditt konto. Be ägaren om behörighet och försök sedan igen.</translation>
    </message>
    <message>
        <source>not a regular file</source>
        <translation>ingen vanlig fil</translation>
    </message>
    <message>
        <source>%1 is not a regular file and was not opened. Choose another one.</source>
        <translation>%1 är ingen vanlig fil och öppnades inte. Välj en annan.</translation>
    </message>
    <message>
        <source>outside the plate</source>
        <translation>utanför plattan</translation>
    </message>
    <message>
        <source>%1 leads out of the plate and was not followed. Copy the file into the plate to use it.</source>
        <translation>%1 leder ut ur plattan och följdes inte. Kopiera in filen i plattan för att använda den.</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>för stor</translation>
    </message>
    <message>
        <source>%1 is larger than what can be used safely. Export it again in a smaller size.</source>
        <translation>%1 är större än vad som kan användas säkert. Exportera den igen i mindre storlek.</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>tom</translation>
    </message>
    <message>
        <source>%1 is empty. Copy it again from where it came from.</source>
        <translation>%1 är tom. Kopiera den igen därifrån den kom.</translation>
    </message>
    <message>
        <source>ends early</source>
        <translation>slutar för tidigt</translation>
    </message>
    <message>
        <source>%1 ends before its content is complete. Copy it again from where it came from.</source>
        <translation>%1 slutar innan innehållet är komplett. Kopiera den igen därifrån den kom.</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>skadad</translation>
    </message>
    <message>
        <source>%1 is damaged. Copy it again from where it came from.</source>
        <translation>%1 är skadad. Kopiera den igen därifrån den kom.</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>stöds inte</translation>
    </message>
    <message>
        <source>%1 is of a kind that Locascope does not read. Convert it, for images to PNG or TIFF with 8 or 16 bits.</source>
        <translation>%1 är av ett slag som Locascope inte läser. Konvertera den, bilder till PNG eller TIFF med 8 eller 16 bitar.</translation>
    </message>
    <message>
        <source>not valid</source>
        <translation>ogiltig</translation>
    </message>
    <message>
        <source>%1 breaks the rules of its format. Correct it, then try again.</source>
        <translation>%1 bryter mot reglerna för sitt format. Rätta den och försök sedan igen.</translation>
    </message>
    <message>
        <source>does not match</source>
        <translation>passar inte ihop</translation>
    </message>
    <message>
        <source>%1 does not go together with the rest. See which file was exchanged, and put the right one there.</source>
        <translation>%1 passar inte ihop med resten. Se efter vilken fil som är utbytt och lägg dit den rätta.</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>kan inte läsas</translation>
    </message>
    <message>
        <source>%1 could not be read: the device reported an error. Check the disk or the connection, then try again.</source>
        <translation>%1 kunde inte läsas: enheten rapporterade ett fel. Kontrollera disken eller anslutningen och försök sedan igen.</translation>
    </message>
    <message>
        <source>cannot be written</source>
        <translation>kan inte skrivas</translation>
    </message>
    <message>
        <source>%1 could not be written: the device reported an error. Check the disk, then try again or choose another place.</source>
        <translation>%1 kunde inte skrivas: enheten rapporterade ett fel. Kontrollera disken och försök sedan igen eller välj en annan plats.</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>disken är full</translation>
    </message>
    <message>
        <source>%1 could not be written: the disk is full. Make room, then try again.</source>
        <translation>%1 kunde inte skrivas: disken är full. Frigör utrymme och försök sedan igen.</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>skrivskyddad</translation>
    </message>
    <message>
        <source>%1 could not be written: it is read-only. Change that or choose another place.</source>
        <translation>%1 kunde inte skrivas: den är skrivskyddad. Ändra det eller välj en annan plats.</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>upptagen</translation>
    </message>
    <message>
        <source>%1 is held by another program, or is there already. Close that program or choose another name.</source>
        <translation>%1 hålls av ett annat program eller finns redan. Stäng det programmet eller välj ett annat namn.</translation>
    </message>
    <message>
        <source>took too long</source>
        <translation>tog för lång tid</translation>
    </message>
    <message>
        <source>%1 took longer than allowed and was left. Check the disk or the file, then try again.</source>
        <translation>%1 tog längre tid än tillåtet och lämnades. Kontrollera disken eller filen och försök sedan igen.</translation>
    </message>
    <message>
        <source>module missing</source>
        <translation>modul saknas</translation>
    </message>
    <message>
        <source>The learning module %1 is not installed. Images and labels work without it; install the package locascope again for predictions.</source>
        <translation>Inlärningsmodulen %1 är inte installerad. Bilder och etiketter fungerar utan den; installera paketet locascope igen för prediktioner.</translation>
    </message>
    <message>
        <source>model failed</source>
        <translation>modellen misslyckades</translation>
    </message>
    <message>
        <source>The model %1 broke its contract and is not used. Choose another model.</source>
        <translation>Modellen %1 bröt mot sitt kontrakt och används inte. Välj en annan modell.</translation>
    </message>
    <message>
        <source>Not saved yet, and tried again:</source>
        <translation>Ännu inte sparat, nytt försök görs:</translation>
    </message>
    <message>
        <source>The review could not be opened:</source>
        <translation>Granskningen kunde inte öppnas:</translation>
    </message>
    <message>
        <source>The classes of this review:</source>
        <translation>Klasserna i den här granskningen:</translation>
    </message>
    <message>
        <source>The plate could not be opened:</source>
        <translation>Plattan kunde inte öppnas:</translation>
    </message>
    <message>
        <source>The model could not be used:</source>
        <translation>Modellen kunde inte användas:</translation>
    </message>
    <message>
        <source>The export was not written:</source>
        <translation>Exporten skrevs inte:</translation>
    </message>
    <message>
        <source>The import was left undone:</source>
        <translation>Importen gjordes inte:</translation>
    </message>
    <message>
        <source>The simulated plate could not be made:</source>
        <translation>Den simulerade plattan kunde inte göras:</translation>
    </message>
    <message>
        <source>The sweep stopped:</source>
        <translation>Klassificeringen stannade:</translation>
    </message>
    <message>
        <source>What was asked for</source>
        <translation>Det som efterfrågades</translation>
    </message>
    <message>
        <source>The sheet was not attached:</source>
        <translation>Tabellen bifogades inte:</translation>
    </message>
    <message>
        <source>What the channels are could not be remembered:</source>
        <translation>Kanalernas färgningar kunde inte sparas:</translation>
    </message>
    <message>
        <source>the directory of %1 does not exist. Create it or choose another.</source>
        <translation>katalogen för %1 finns inte. Skapa den eller välj en annan.</translation>
    </message>
    <message>
        <source>The snapshot was not saved:</source>
        <translation>Ögonblicksbilden sparades inte:</translation>
    </message>
    <message>
        <source>What was chosen for this plate could not be remembered:</source>
        <translation>Det som valdes för den här plattan kunde inte sparas:</translation>
    </message>
    <message>
        <source>%1 holds no image that Locascope can use. Choose the directory of the images, or say how they are named under Plate › File names. (%2)</source>
        <translation>%1 innehåller ingen bild som Locascope kan använda. Välj bildernas katalog, eller ange hur de heter under Platta › Filnamn. (%2)</translation>
    </message>
    <message>
        <source>The plate cannot be reached:</source>
        <translation>Plattan kan inte nås:</translation>
    </message>
    <message>
        <source>The contrast presets were not saved:</source>
        <translation>De sparade kontrasterna skrevs inte:</translation>
    </message>
    <message>
        <source>Classifying has stopped; what was classified is kept:</source>
        <translation>Klassificeringen har stannat; det som redan klassificerats finns kvar:</translation>
    </message>
    <message>
        <source>The server is not reached. What you decide is kept on this computer and sent when it is back:</source>
        <translation>Servern nås inte. Det du beslutar sparas på den här datorn och skickas när den är tillbaka:</translation>
    </message>
    <message>
        <source>The folder was not packed:</source>
        <translation>Mappen packades inte:</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>nucleus</source>
        <translation>cellkärna</translation>
    </message>
    <message>
        <source>protein</source>
        <translation>protein</translation>
    </message>
    <message>
        <source>microtubules</source>
        <translation>mikrotubuli</translation>
    </message>
    <message>
        <source>endoplasmic reticulum</source>
        <translation>endoplasmatiskt retikulum</translation>
    </message>
    <message>
        <source>composite</source>
        <translation>sammansatt</translation>
    </message>
    <message>
        <source>saliency</source>
        <translation>uppmärksamhet</translation>
    </message>
    <message>
        <source>× %1 in the composite</source>
        <translation>× %1 i den sammansatta</translation>
    </message>
    <message>
        <source>Ranges in raw counts, the same for every field.</source>
        <translation>Intervall i råa mätvärden, desamma för alla fält.</translation>
    </message>
    <message>
        <source>Ranges in raw counts.</source>
        <translation>Intervall i råa mätvärden.</translation>
    </message>
    <message>
        <source>Simulated images.</source>
        <translation>Simulerade bilder.</translation>
    </message>
    <message>
        <source>This model was trained on simulated images only.</source>
        <translation>Den modellen är tränad enbart på simulerade bilder.</translation>
    </message>
    <message>
        <source>%1 µm</source>
        <translation>%1 µm</translation>
    </message>
    <message>
        <source>model: nothing above its threshold</source>
        <translation>modell: inget över sin tröskel</translation>
    </message>
    <message>
        <source>model: %1</source>
        <translation>modell: %1</translation>
    </message>
    <message>
        <source>The protein is stretched to this image: not comparable.</source>
        <translation>Proteinet är sträckt till den här bilden: ej jämförbart.</translation>
    </message>
    <message>
        <source>Files of 8 bits may have been rescaled before: brightness need not be comparable.</source>
        <translation>Filer med 8 bitar kan ha skalats om tidigare: ljusstyrkan behöver inte vara jämförbar.</translation>
    </message>
    <message>
        <source>%1 µm (entered)</source>
        <translation>%1 µm (angiven)</translation>
    </message>
    <message>
        <source>The size of a pixel was entered, not read from the files.</source>
        <translation>Pixelstorleken är angiven, inte läst ur filerna.</translation>
    </message>
    <message>
        <source>Shading: where the model looked for %1 (%2; probability %3; model %4). It tells what moved the model, not where the protein is.</source>
        <translation>Skuggning: var modellen tittade efter %1 (%2; sannolikhet %3; modell %4). Den säger vad som påverkade modellen, inte var proteinet finns.</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>All selected samples say so already</source>
        <translation>Alla markerade prov säger det redan</translation>
    </message>
    <message>
        <source>Label all selected samples</source>
        <translation>Etikettera alla markerade prov</translation>
    </message>
    <message>
        <source>One undo takes all of it back.</source>
        <translation>En enda ångring tar tillbaka allt.</translation>
    </message>
    <message>
        <source>Label them all</source>
        <translation>Etikettera alla</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>granskat</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>ångrat</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importerat</translation>
    </message>
    <message>
        <source>in bulk</source>
        <translation>flera på en gång</translation>
    </message>
    <message>
        <source>ruling</source>
        <translation>avgörande</translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation>%1 prov</translation>
    </message>
    <message>
        <source>a sample that is not here</source>
        <translation>ett prov som inte finns här</translation>
    </message>
    <message>
        <source>Undo: %1, %2</source>
        <translation>Ångra: %1, %2</translation>
    </message>
    <message>
        <source>Label 1 sample: %1.</source>
        <translation>Etikettera 1 prov: %1.</translation>
    </message>
    <message>
        <source>Label %1 samples: %2.</source>
        <translation>Etikettera %1 prov: %2.</translation>
    </message>
    <message>
        <source>1 was reviewed before: it changes.</source>
        <translation>1 var redan granskat: det ändras.</translation>
    </message>
    <message>
        <source>%1 were reviewed before: they change.</source>
        <translation>%1 var redan granskade: de ändras.</translation>
    </message>
    <message>
        <source>1 more says so already.</source>
        <translation>Ytterligare 1 säger det redan.</translation>
    </message>
    <message>
        <source>%1 more say so already.</source>
        <translation>Ytterligare %1 säger det redan.</translation>
    </message>
    <message>
        <source>Nothing was decided yet that could be repeated</source>
        <translation>Inget har beslutats än som kan upprepas</translation>
    </message>
    <message>
        <source>classes changed</source>
        <translation>klasser ändrade</translation>
    </message>
    <message>
        <source>the whole review</source>
        <translation>hela granskningen</translation>
    </message>
    <message>
        <source>assigned</source>
        <translation>tilldelat</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Keys of a project are kept with the review of a plate: open one first.</source>
        <translation>Ett projekts tangenter sparas med en plattas granskning: öppna en först.</translation>
    </message>
    <message>
        <source>The review of this plate is not open, so that keys cannot be kept with it now.</source>
        <translation>Plattans granskning är inte öppen, så tangenter kan inte sparas med den nu.</translation>
    </message>
    <message>
        <source>The review of this plate can be read but not written: its keys stay as they are.</source>
        <translation>Plattans granskning kan läsas men inte skrivas: dess tangenter förblir som de är.</translation>
    </message>
    <message>
        <source>What other reviewers do is hidden in this review (Review, Blinding): nobody changes keys for all meanwhile.</source>
        <translation>Vad andra granskare gör är dolt i den här granskningen (Granskning, Blindning): under tiden ändrar ingen tangenter för alla.</translation>
    </message>
</context>
<context>
    <name>MapCategories</name>
    <message>
        <source>Other classes</source>
        <translation>Andra klasser</translation>
    </message>
    <message>
        <source>No class</source>
        <translation>Ingen klass</translation>
    </message>
    <message>
        <source>Unreviewed</source>
        <translation>Ogranskade</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Plate</source>
        <translation>&amp;Platta</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Granskning</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Visa</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hjälp</translation>
    </message>
    <message>
        <source>Opened &amp;before</source>
        <translation>Öppnat &amp;tidigare</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>&amp;Etiketter</translation>
    </message>
    <message>
        <source>&amp;Stains</source>
        <translation>Fä&amp;rgningar</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Paneler</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Tema</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>S&amp;pråk</translation>
    </message>
    <message>
        <source>Add, accept or reject %1 (%2)</source>
        <translation>Lägg till, godta eller avvisa %1 (%2)</translation>
    </message>
    <message>
        <source>Open this plate again</source>
        <translation>Öppna plattan igen</translation>
    </message>
    <message>
        <source>S&amp;election</source>
        <translation>&amp;Markering</translation>
    </message>
    <message>
        <source>Co&amp;ntrast</source>
        <translation>Ko&amp;ntrast</translation>
    </message>
    <message>
        <source>&amp;Presets</source>
        <translation>&amp;Sparade kontraster</translation>
    </message>
    <message>
        <source>&amp;Where the model looked</source>
        <translation>&amp;Var modellen tittade</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>&amp;Metod</translation>
    </message>
    <message>
        <source>%1 (takes seconds)</source>
        <translation>%1 (tar sekunder)</translation>
    </message>
    <message>
        <source>&amp;Vocabulary</source>
        <translation>Or&amp;dförråd</translation>
    </message>
    <message>
        <source>Label by these classes; a review with decisions keeps its own</source>
        <translation>Märk efter dessa klasser; en granskning med beslut behåller sina egna</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>&amp;Kö</translation>
    </message>
    <message>
        <source>&amp;Classes of this review…</source>
        <translation>Granskningens &amp;klasser…</translation>
    </message>
    <message>
        <source>Rename, merge, split, add, retire and describe classes over the whole review</source>
        <translation>Byt namn på, slå samman, dela, lägg till, dra in och beskriv klasser i hela granskningen</translation>
    </message>
</context>
<context>
    <name>ModelAnswers</name>
    <message>
        <source>Choose the stain of at least one channel.</source>
        <translation>Välj färgning för minst en kanal.</translation>
    </message>
    <message>
        <source>Channel %1 has no stain, and one after it has. Leave no gap.</source>
        <translation>Kanal %1 har ingen färgning, men en senare har det. Lämna ingen lucka.</translation>
    </message>
    <message>
        <source>%1 is chosen for two channels. Choose each stain once.</source>
        <translation>%1 är vald för två kanaler. Välj varje färgning en gång.</translation>
    </message>
    <message>
        <source>The model takes %1 channels, and %2 stains are chosen.</source>
        <translation>Modellen tar %1 kanaler, och %2 färgningar är valda.</translation>
    </message>
    <message>
        <source>Mean needs one number for each channel (%1), separated by spaces.</source>
        <translation>Medelvärde behöver ett tal för varje kanal (%1), åtskilda av mellanslag.</translation>
    </message>
    <message>
        <source>Deviation needs one number above 0 for each channel (%1), separated by spaces.</source>
        <translation>Avvikelse behöver ett tal över 0 för varje kanal (%1), åtskilda av mellanslag.</translation>
    </message>
    <message>
        <source>The model gives %1 numbers, and the vocabulary %2 has %3 classes. Choose another vocabulary, or one from a file.</source>
        <translation>Modellen ger %1 tal, och ordförrådet %2 har %3 klasser. Välj ett annat ordförråd, eller ett från en fil.</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>simulated images only</source>
        <translation>bara simulerade bilder</translation>
    </message>
    <message>
        <source>real images</source>
        <translation>riktiga bilder</translation>
    </message>
    <message>
        <source>simulated and real images</source>
        <translation>simulerade och riktiga bilder</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>inte angivet</translation>
    </message>
    <message>
        <source>probabilities</source>
        <translation>sannolikheter</translation>
    </message>
    <message>
        <source>logits of which one class is meant</source>
        <translation>logiter av vilka en klass avses</translation>
    </message>
    <message>
        <source>logits, one class independent of another</source>
        <translation>logiter, en klass oberoende av en annan</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Kort</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Vikter</translation>
    </message>
    <message>
        <source>Part of</source>
        <translation>Del av</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Indata</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Medelvärde</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Avvikelse</translation>
    </message>
    <message>
        <source>Further steps</source>
        <translation>Ytterligare steg</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vyer</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Utdata</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klasser</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Upphovspersoner</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licens</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Kontrollerad</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Tränad på</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Medlem</translation>
    </message>
    <message>
        <source>%1, weight %2</source>
        <translation>%1, vikt %2</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>verifierad</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>inte verifierad</translation>
    </message>
    <message>
        <source>not cross-checked</source>
        <translation>inte korskontrollerad</translation>
    </message>
    <message>
        <source>There was nothing to hold it against: it came without test tensors, and not as ONNX.</source>
        <translation>Det fanns inget att hålla den mot: den kom utan testtensorer, och inte som ONNX.</translation>
    </message>
    <message>
        <source>✓ In use</source>
        <translation>✓ Används</translation>
    </message>
</context>
<context>
    <name>ModelState</name>
    <message>
        <source>No model: labels are blind</source>
        <translation>Ingen modell: etiketterna sätts blint</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Läser in modellen…</translation>
    </message>
    <message>
        <source>Trying the model in safety…</source>
        <translation>Provar modellen i säkerhet…</translation>
    </message>
    <message>
        <source>⚠ Model not in use: %1</source>
        <translation>⚠ Modellen används inte: %1</translation>
    </message>
    <message>
        <source>⚠ Learning module not installed: no predictions</source>
        <translation>⚠ Inlärningsmodulen är inte installerad: inga prediktioner</translation>
    </message>
    <message>
        <source>Predictions made elsewhere: %1</source>
        <translation>Prediktioner gjorda på annat håll: %1</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>fryst</translation>
    </message>
    <message>
        <source>as loaded</source>
        <translation>som den lästes in</translation>
    </message>
    <message>
        <source>channels last</source>
        <translation>kanaler sist</translation>
    </message>
    <message>
        <source>threads: %1</source>
        <translation>trådar: %1</translation>
    </message>
    <message>
        <source>one by one</source>
        <translation>en i taget</translation>
    </message>
    <message>
        <source>batches of %1</source>
        <translation>satser om %1</translation>
    </message>
    <message>
        <source>Fastest on this machine with every probability within 0.001 of the plain way: %1</source>
        <translation>Snabbast på den här datorn med varje sannolikhet inom 0,001 från det enkla sättet: %1</translation>
    </message>
    <message>
        <source>oneDNN&apos;s layout</source>
        <translation>oneDNN:s layout</translation>
    </message>
    <message>
        <source>%1 in the first %2 % of the convolutions</source>
        <translation>%1 i de första %2 % av faltningarna</translation>
    </message>
</context>
<context>
    <name>NamingEditor</name>
    <message>
        <source>Line %1, position %2: %3</source>
        <translation>Rad %1, position %2: %3</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Rad %1: %2</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>You are asked: %1</source>
        <translation>Du får frågan: %1</translation>
    </message>
</context>
<context>
    <name>PlateMap</name>
    <message>
        <source>%1 reviewed</source>
        <translation>%1 granskade</translation>
    </message>
    <message>
        <source>Review progress</source>
        <translation>Granskade</translation>
    </message>
    <message>
        <source>Class, predicted</source>
        <translation>Klass, förutsagd</translation>
    </message>
    <message>
        <source>Class, decided</source>
        <translation>Klass, bedömd</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>Oenighet</translation>
    </message>
    <message>
        <source>Number of fields</source>
        <translation>Antal fält</translation>
    </message>
    <message>
        <source>Fields with a problem</source>
        <translation>Fält med problem</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>Miniatyrer</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>(not in a folder)</source>
        <translation>(inte i någon mapp)</translation>
    </message>
    <message>
        <source>Predicted: %1</source>
        <translation>Förutsagt: %1</translation>
    </message>
    <message>
        <source>Decided: %1</source>
        <translation>Bedömt: %1</translation>
    </message>
    <message>
        <source>Decision and model differ: %1 of %2</source>
        <translation>Bedömning och modell skiljer sig: %1 av %2</translation>
    </message>
    <message>
        <source>With a problem: %1</source>
        <translation>Med problem: %1</translation>
    </message>
    <message>
        <source>1 well</source>
        <translation>1 brunn</translation>
    </message>
    <message numerus="yes">
        <source>%n wells</source>
        <translation>
            <numerusform>%n brunn</numerusform>
            <numerusform>%n brunnar</numerusform>
        </translation>
    </message>
    <message>
        <source>1 field</source>
        <translation>1 fält</translation>
    </message>
    <message numerus="yes">
        <source>%n fields</source>
        <translation>
            <numerusform>%n fält</numerusform>
            <numerusform>%n fält</numerusform>
        </translation>
    </message>
    <message>
        <source>1 folder</source>
        <translation>1 mapp</translation>
    </message>
    <message numerus="yes">
        <source>%n folders</source>
        <translation>
            <numerusform>%n mapp</numerusform>
            <numerusform>%n mappar</numerusform>
        </translation>
    </message>
    <message>
        <source>Staining check</source>
        <translation>Färgningskontroll</translation>
    </message>
    <message>
        <source>Sheet column</source>
        <translation>Tabellkolumn</translation>
    </message>
    <message>
        <source>other</source>
        <translation>övriga</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Folder</source>
        <translation>Mapp</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fil</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>Look in:</source>
        <translation>Sök i:</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>Fil&amp;namn:</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>Filtyp:</translation>
    </message>
    <message>
        <source>Directory:</source>
        <translation>Katalog:</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öppna</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Spara</translation>
    </message>
    <message>
        <source>&amp;Choose</source>
        <translation>&amp;Välj</translation>
    </message>
    <message>
        <source>Directories</source>
        <translation>Kataloger</translation>
    </message>
    <message>
        <source>All Files (*)</source>
        <translation>Alla filer (*)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Bakåt</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Framåt</translation>
    </message>
    <message>
        <source>Parent Directory</source>
        <translation>Överordnad katalog</translation>
    </message>
    <message>
        <source>Create New Folder</source>
        <translation>Skapa ny mapp</translation>
    </message>
    <message>
        <source>List View</source>
        <translation>Listvy</translation>
    </message>
    <message>
        <source>Detail View</source>
        <translation>Detaljvy</translation>
    </message>
    <message>
        <source>%1 already exists.
Do you want to replace it?</source>
        <translation>%1 finns redan.
Vill du ersätta den?</translation>
    </message>
    <message>
        <source>%1
File not found.
Please verify the correct file name was given.</source>
        <translation>%1
Filen finns inte.
Kontrollera att filnamnet är rätt.</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Storlek</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Date Modified</source>
        <translation>Ändrad</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Dator</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Ångra</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Gör om</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Klipp &amp;ut</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopiera</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>Klistra &amp;in</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Markera allt</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>&amp;OK</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Spara</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öppna</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Avbryt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Stäng</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Stäng</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Kasta</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Återställ</translation>
    </message>
    <message>
        <source>Restore Defaults</source>
        <translation>Återställ standard</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Ja</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Nej</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Ångra</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Gör om</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Klipp &amp;ut</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopiera</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>Klistra &amp;in</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Markera allt</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>%1 is not labelled, but the model says %2 (where it is labelled, %3 on average)</source>
        <translation>%1 är inte en etikett, men modellen säger %2 (där den är det i snitt %3)</translation>
    </message>
    <message>
        <source>%1 is labelled, but the model says %2 (where it is not labelled, %3 on average)</source>
        <translation>%1 är en etikett, men modellen säger %2 (där den inte är det i snitt %3)</translation>
    </message>
    <message>
        <source>In the order of the plate</source>
        <translation>I plattans ordning</translation>
    </message>
    <message>
        <source>Nobody has judged it yet</source>
        <translation>Ingen har bedömt det än</translation>
    </message>
    <message>
        <source>%1 bits of doubt over all classes; most in doubt is %2, with %3</source>
        <translation>%1 bitar tvivel över alla klasser; mest tveksam är %2, med %3</translation>
    </message>
    <message>
        <source>%1 has %2, next to its threshold of %3</source>
        <translation>%1 har %2, intill sin tröskel %3</translation>
    </message>
    <message numerus="yes">
        <source>%n more in doubt</source>
        <translation>
            <numerusform>%n till är tveksam</numerusform>
            <numerusform>%n till är tveksamma</numerusform>
        </translation>
    </message>
    <message>
        <source>Not judged when it was decided: %1</source>
        <translation>Inte bedömt vid beslutet: %1</translation>
    </message>
    <message>
        <source>labelled, but not proposed: %1</source>
        <translation>etikett, men inte föreslagen: %1</translation>
    </message>
    <message>
        <source>proposed, but not labelled: %1</source>
        <translation>föreslagen, men inte etikett: %1</translation>
    </message>
    <message>
        <source>%1 is proposed (%2); number of samples of the plate that show it: %3</source>
        <translation>%1 föreslås (%2); antal prov på plattan som visar den: %3</translation>
    </message>
    <message>
        <source>The first; those that follow are as unlike all before as can be</source>
        <translation>Det första; de som följer är så olika alla före som möjligt</translation>
    </message>
    <message>
        <source>Unlike all before it: the nearest is %1, with a likeness of %2</source>
        <translation>Olikt alla före: närmast är %1, med likheten %2</translation>
    </message>
    <message>
        <source>Likeness to %1: %2</source>
        <translation>Likhet med %1: %2</translation>
    </message>
    <message>
        <source>Drawn by lot; each sample with a probability of %1</source>
        <translation>Draget med lott; varje prov med sannolikheten %1</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>I ordning</translation>
    </message>
    <message>
        <source>Unreviewed</source>
        <translation>Ogranskade</translation>
    </message>
    <message>
        <source>Most uncertain over all</source>
        <translation>Osäkrast över alla</translation>
    </message>
    <message>
        <source>Nearest to a threshold</source>
        <translation>Närmast en tröskel</translation>
    </message>
    <message>
        <source>Worth a second look</source>
        <translation>Värda att se på igen</translation>
    </message>
    <message>
        <source>Borderline</source>
        <translation>Gränsfall</translation>
    </message>
    <message>
        <source>Human and model differ</source>
        <translation>Människa och modell skiljer sig</translation>
    </message>
    <message>
        <source>Rare classes first</source>
        <translation>Ovanliga klasser först</translation>
    </message>
    <message>
        <source>Diverse</source>
        <translation>Varierade</translation>
    </message>
    <message>
        <source>Near a sample</source>
        <translation>Nära ett prov</translation>
    </message>
    <message>
        <source>Drawn by lot</source>
        <translation>Draget med lott</translation>
    </message>
    <message>
        <source>Open a plate first.</source>
        <translation>Öppna först en platta.</translation>
    </message>
    <message>
        <source>It needs the predictions of a model, and none is ready.</source>
        <translation>Det behöver en modells prediktioner, och ingen är klar.</translation>
    </message>
    <message>
        <source>It would tell what a model says that may not propose on this plate yet.</source>
        <translation>Det skulle avslöja vad en modell säger som ännu inte får föreslå på den här plattan.</translation>
    </message>
    <message>
        <source>The model in use was trained on the labels of this plate and would find them right: use one that has not seen it.</source>
        <translation>Modellen som används tränades på den här plattans etiketter och skulle finna dem riktiga: använd en som inte har sett den.</translation>
    </message>
    <message>
        <source>It needs the model&apos;s features, and there are none of this sample or plate: Model, Classify the whole plate.</source>
        <translation>Det behöver modellens särdrag, och det finns inga av detta prov eller denna platta: Modell, Klassificera hela plattan.</translation>
    </message>
    <message>
        <source>Every sample is reviewed.</source>
        <translation>Alla prov är granskade.</translation>
    </message>
    <message>
        <source>No unreviewed sample is classified yet: Model, Classify the whole plate.</source>
        <translation>Inget ogranskat prov är klassificerat än: Modell, Klassificera hela plattan.</translation>
    </message>
    <message>
        <source>No label is in doubt; classes with fewer than 20 labels are not judged.</source>
        <translation>Ingen etikett är tveksam; klasser med färre än 20 etiketter bedöms inte.</translation>
    </message>
    <message>
        <source>No decision left a class not judged.</source>
        <translation>Inget beslut lämnade en klass obedömd.</translation>
    </message>
    <message>
        <source>Human and model agree wherever both have judged.</source>
        <translation>Människa och modell är överens överallt där båda har bedömt.</translation>
    </message>
    <message>
        <source>No unreviewed sample has features yet: Model, Classify the whole plate.</source>
        <translation>Inget ogranskat prov har särdrag än: Modell, Klassificera hela plattan.</translation>
    </message>
    <message>
        <source>There is no sample.</source>
        <translation>Det finns inget prov.</translation>
    </message>
    <message>
        <source>Only the %1 that are classified so far were considered.</source>
        <translation>Bara de %1 som hittills är klassificerade togs med.</translation>
    </message>
    <message>
        <source>Not judged, for fewer than 20 labels: %1.</source>
        <translation>Inte bedömda, för färre än 20 etiketter: %1.</translation>
    </message>
    <message>
        <source>Near %1</source>
        <translation>Nära %1</translation>
    </message>
    <message>
        <source>%1 disagree</source>
        <translation>%1 är oense</translation>
    </message>
    <message>
        <source>%1 disagree on %2</source>
        <translation>%1 är oense om %2</translation>
    </message>
    <message>
        <source>; most agree</source>
        <translation>; de flesta är överens</translation>
    </message>
    <message>
        <source>Assigned to you, and not judged by you yet</source>
        <translation>Tilldelat dig, och inte bedömt av dig än</translation>
    </message>
    <message>
        <source>Assigned to me</source>
        <translation>Tilldelade mig</translation>
    </message>
    <message>
        <source>In conflict</source>
        <translation>I konflikt</translation>
    </message>
    <message>
        <source>It would tell what is hidden in this review (Review, Blinding).</source>
        <translation>Den skulle avslöja vad som är dolt i den här granskningen (Granskning, Blindning).</translation>
    </message>
    <message>
        <source>Nothing was drawn yet.</source>
        <translation>Inget har dragits än.</translation>
    </message>
    <message>
        <source>You have judged all that is assigned to you.</source>
        <translation>Du har bedömt allt som är tilldelat dig.</translation>
    </message>
    <message>
        <source>Nobody disagrees, or all of it is ruled on.</source>
        <translation>Ingen är oense, eller så är allt avgjort.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>labelled with %1, which was split into %2 since</source>
        <translation>märkt med %1, som sedan dess har delats i %2</translation>
    </message>
    <message>
        <source>not judged any more, since other classes were merged into it: %1</source>
        <translation>inte längre bedömd, eftersom andra klasser slogs samman med den: %1</translation>
    </message>
    <message>
        <source>To be looked at again</source>
        <translation>Att se över igen</translation>
    </message>
    <message>
        <source>No class of this review was split or merged.</source>
        <translation>Ingen klass i den här granskningen har delats eller slagits samman.</translation>
    </message>
    <message>
        <source>Every sample whose labels a change of the classes left unclear was decided since.</source>
        <translation>Alla prov vars etiketter en ändring av klasserna gjorde oklara har beslutats sedan dess.</translation>
    </message>
    <message>
        <source>%1 is unsure</source>
        <translation>%1 är osäker</translation>
    </message>
    <message>
        <source>%1 asks: “%2”</source>
        <translation>%1 frågar: ”%2”</translation>
    </message>
    <message>
        <source>You asked: “%1”</source>
        <translation>Du frågade: ”%1”</translation>
    </message>
    <message>
        <source>%1 says: %2</source>
        <translation>%1 säger: %2</translation>
    </message>
    <message>
        <source>%1 says: %2, “%3”</source>
        <translation>%1 säger: %2, ”%3”</translation>
    </message>
    <message>
        <source>Asked of me</source>
        <translation>Frågat mig</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Besvarat</translation>
    </message>
    <message>
        <source>Nobody asks anything of you.</source>
        <translation>Ingen frågar dig något.</translation>
    </message>
    <message>
        <source>Nobody has answered what you were unsure of, or you have decided it since.</source>
        <translation>Ingen har svarat på det du var osäker på, eller så har du avgjort det sedan dess.</translation>
    </message>
    <message>
        <source>Nothing is assigned to you: Review, Assign samples shares them out.</source>
        <translation>Inget är tilldelat dig: Granskning, Tilldela prov delar ut dem.</translation>
    </message>
    <message>
        <source>Each label is judged by what the labels of other antibodies or wells teach of the model&apos;s features.</source>
        <translation>Varje etikett bedöms efter vad etiketterna från andra antikroppar eller brunnar lär om modellens särdrag.</translation>
    </message>
    <message>
        <source>%1 is not labelled, but has %2 by what the other labels teach (where it is labelled, %3 on average)</source>
        <translation>%1 är inte en etikett, men har %2 efter vad de andra etiketterna lär (där den är det i snitt %3)</translation>
    </message>
    <message>
        <source>%1 is labelled, but has %2 by what the other labels teach (where it is not labelled, %3 on average)</source>
        <translation>%1 är en etikett, men har %2 efter vad de andra etiketterna lär (där den inte är det i snitt %3)</translation>
    </message>
</context>
<context>
    <name>Saliency</name>
    <message>
        <source>gradient × input</source>
        <translation>gradient × indata</translation>
    </message>
    <message>
        <source>occlusion</source>
        <translation>ocklusion</translation>
    </message>
</context>
<context>
    <name>ScaleBar</name>
    <message>
        <source>%1 µm</source>
        <translation>%1 µm</translation>
    </message>
    <message>
        <source>%1 µm (entered)</source>
        <translation>%1 µm (angiven)</translation>
    </message>
</context>
<context>
    <name>Similar</name>
    <message>
        <source>Open a plate first.</source>
        <translation>Öppna en platta först.</translation>
    </message>
    <message>
        <source>No model is ready: features are what a model sees in a sample.</source>
        <translation>Ingen modell är redo: särdrag är det som en modell ser i ett prov.</translation>
    </message>
    <message>
        <source>This model gives no features by which samples could be compared.</source>
        <translation>Denna modell ger inga särdrag som prov kunde jämföras efter.</translation>
    </message>
    <message>
        <source>No features yet: they are computed while the classifier goes through the plate (Model, Classify the whole plate).</source>
        <translation>Inga särdrag ännu: de beräknas medan klassificeraren går igenom plattan (Modell, Klassificera hela plattan).</translation>
    </message>
    <message>
        <source>By likeness to %1</source>
        <translation>Efter likhet med %1</translation>
    </message>
    <message>
        <source>This sample is not classified yet, so nothing is known to be like it.</source>
        <translation>Detta prov är inte klassificerat ännu, så det är inte känt vad som liknar det.</translation>
    </message>
    <message>
        <source>By likeness to %1, of the %2 classified so far</source>
        <translation>Efter likhet med %1, av de %2 som hittills klassificerats</translation>
    </message>
    <message>
        <source>No other sample is classified yet: Model, Classify the whole plate lets this one be compared with all.</source>
        <translation>Inget annat prov är klassificerat än: Modell, Klassificera hela plattan gör att det här kan jämföras med alla.</translation>
    </message>
    <message>
        <source>Samples that look alike are hidden in this review (Review, Blinding).</source>
        <translation>Prov som liknar varandra är dolda i den här granskningen (Granskning, Blindning).</translation>
    </message>
</context>
<context>
    <name>Snapshot</name>
    <message>
        <source>Save a snapshot</source>
        <translation>Spara en ögonblicksbild</translation>
    </message>
    <message>
        <source>The snapshot was saved as %1.</source>
        <translation>Ögonblicksbilden sparades som %1.</translation>
    </message>
</context>
<context>
    <name>Stain</name>
    <message>
        <source>Nucleus</source>
        <translation>Cellkärna</translation>
    </message>
    <message>
        <source>Protein</source>
        <translation>Protein</translation>
    </message>
    <message>
        <source>Microtubules</source>
        <translation>Mikrotubuli</translation>
    </message>
    <message>
        <source>Endoplasmic reticulum</source>
        <translation>Endoplasmatiskt retikulum</translation>
    </message>
    <message>
        <source>Missing: %1</source>
        <translation>Saknas: %1</translation>
    </message>
</context>
<context>
    <name>Staining</name>
    <message>
        <source>Background</source>
        <translation>Bakgrund</translation>
    </message>
    <message>
        <source>The most frequent dark value, in counts</source>
        <translation>Det vanligaste mörka värdet, i räknetal</translation>
    </message>
    <message>
        <source>Foreground, share</source>
        <translation>Förgrund, andel</translation>
    </message>
    <message>
        <source>Share of the pixels that are brighter than the background and its noise</source>
        <translation>Andel av bildpunkterna som är ljusare än bakgrunden och dess brus</translation>
    </message>
    <message>
        <source>Foreground, median</source>
        <translation>Förgrund, median</translation>
    </message>
    <message>
        <source>Median of the foreground, in counts above the background</source>
        <translation>Förgrundens median, i räknetal över bakgrunden</translation>
    </message>
    <message>
        <source>Foreground, 99th percentile</source>
        <translation>Förgrund, 99:e percentilen</translation>
    </message>
    <message>
        <source>99th percentile of the foreground, in counts above the background</source>
        <translation>Förgrundens 99:e percentil, i räknetal över bakgrunden</translation>
    </message>
    <message>
        <source>Saturated</source>
        <translation>Mättat</translation>
    </message>
    <message>
        <source>Share of the foreground at the largest value that the file can hold</source>
        <translation>Andel av förgrunden med det största värde som filen kan innehålla</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>How fast neighbouring pixels stop being alike; less is more blurred, whatever the brightness</source>
        <translation>Hur snabbt grannpunkter slutar likna varandra; lägre är suddigare, oavsett ljusstyrka</translation>
    </message>
    <message>
        <source>Nuclei</source>
        <translation>Kärnor</translation>
    </message>
    <message>
        <source>Nuclei of a field; touching ones count as one</source>
        <translation>Kärnor i ett fält; kärnor som rör vid varandra räknas som en</translation>
    </message>
    <message>
        <source>Nuclear area, pixels</source>
        <translation>Kärnarea, bildpunkter</translation>
    </message>
    <message>
        <source>Median area of the nuclei, in pixels</source>
        <translation>Kärnornas medianarea, i bildpunkter</translation>
    </message>
    <message>
        <source>Nuclear area, µm²</source>
        <translation>Kärnarea, µm²</translation>
    </message>
    <message>
        <source>Median area of the nuclei, in square micrometres</source>
        <translation>Kärnornas medianarea, i kvadratmikrometer</translation>
    </message>
    <message>
        <source>Empty fields</source>
        <translation>Tomma fält</translation>
    </message>
    <message>
        <source>Share of the fields without a nucleus, or without a foreground of the stain</source>
        <translation>Andel fält utan någon kärna, eller utan förgrund i färgningen</translation>
    </message>
    <message>
        <source>out of focus</source>
        <translation>ur fokus</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>mättat</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>tomt</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>svag</translation>
    </message>
    <message>
        <source>high background</source>
        <translation>hög bakgrund</translation>
    </message>
    <message>
        <source>nuclear size</source>
        <translation>kärnstorlek</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>oläst</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>(not in a folder)</source>
        <translation>(inte i någon mapp)</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Listing files</source>
        <translation>Listar filer</translation>
    </message>
    <message>
        <source>Reading headers</source>
        <translation>Läser filhuvuden</translation>
    </message>
    <message>
        <source>Measuring contrast</source>
        <translation>Mäter kontrast</translation>
    </message>
    <message>
        <source>Classifying</source>
        <translation>Klassificerar</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Importerar</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Exporterar</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>%1 s kvar</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>%1 min kvar</translation>
    </message>
    <message>
        <source>%1 h left</source>
        <translation>%1 h kvar</translation>
    </message>
    <message>
        <source>N</source>
        <translation>K</translation>
    </message>
    <message>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>ER</source>
        <translation>ER</translation>
    </message>
    <message>
        <source>Making thumbnails</source>
        <translation>Gör miniatyrer</translation>
    </message>
    <message>
        <source>Checking the staining</source>
        <translation>Kontrollerar färgningen</translation>
    </message>
    <message>
        <source>Packing</source>
        <translation>Packar</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%n not reviewed</source>
        <translation>
            <numerusform>%n ej granskade</numerusform>
            <numerusform>%n ej granskade</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsure</source>
        <translation>
            <numerusform>%n osäkra</numerusform>
            <numerusform>%n osäkra</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unusable</source>
        <translation>
            <numerusform>%n oanvändbara</numerusform>
            <numerusform>%n oanvändbara</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with nothing that this format can say</source>
        <translation>
            <numerusform>%n med inget som det här formatet kan uttrycka</numerusform>
            <numerusform>%n med inget som det här formatet kan uttrycka</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on which reviewers disagree</source>
        <translation>
            <numerusform>%n där granskarna är oense</numerusform>
            <numerusform>%n där granskarna är oense</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: %1.</source>
        <translation>Utelämnade: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Samples written to %1: %n.</source>
        <translation>
            <numerusform>Prov skrivna till %1: %n.</numerusform>
            <numerusform>Prov skrivna till %1: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Predictions imported from %1: %n. They are shown from now on; “Use the bundled model” goes back.</source>
        <translation>
            <numerusform>Prediktioner importerade från %1: %n. De visas från och med nu; ”Använd den medföljande modellen” går tillbaka.</numerusform>
            <numerusform>Prediktioner importerade från %1: %n. De visas från och med nu; ”Använd den medföljande modellen” går tillbaka.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decisions imported from %1: %n.</source>
        <translation>
            <numerusform>Beslut importerade från %1: %n.</numerusform>
            <numerusform>Beslut importerade från %1: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There already: %n.</source>
        <translation>
            <numerusform>Fanns redan: %n.</numerusform>
            <numerusform>Fanns redan: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of other reviewers, shown in the history: %n.</source>
        <translation>
            <numerusform>Av andra granskare, visas i historiken: %n.</numerusform>
            <numerusform>Av andra granskare, visas i historiken: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n samples</source>
        <translation>
            <numerusform>%n prov</numerusform>
            <numerusform>%n prov</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and others (%2)</source>
        <translation>%1 och fler (%2)</translation>
    </message>
    <message>
        <source>Meanwhile %1 was decided on otherwise in your name, elsewhere (%2).</source>
        <translation>Under tiden bedömdes %1 annorlunda i ditt namn någon annanstans (%2).</translation>
    </message>
    <message>
        <source>Meanwhile %1 was ruled on by %2 (%3).</source>
        <translation>Under tiden avgjordes %1 av %2 (%3).</translation>
    </message>
    <message>
        <source>What you decided is the later one and counts; both are in the history (H).</source>
        <translation>Det du bestämde är senare och gäller; båda finns i historiken (H).</translation>
    </message>
    <message>
        <source>The server does not let you write in the name of %1, who decided on samples: %2. Ask an owner of the server for that (locascope review server grant).</source>
        <translation>Servern låter dig inte skriva i namnet %1, som har beslutat om prover: %2. Be en ägare av servern om det (locascope review server grant).</translation>
    </message>
    <message>
        <source>The server does not let you rule, as %1 did on samples: %2. Ask an owner of the server to make your login an adjudicator (locascope review server grant).</source>
        <translation>Servern låter dig inte avgöra, som %1 har gjort för prover: %2. Be en ägare av servern att göra din inloggning till avgörare (locascope review server grant).</translation>
    </message>
    <message>
        <source>The server does not take what %1 decided on samples: %2 (%3). Decide these anew, and tell who keeps the server.</source>
        <translation>Servern tar inte emot det som %1 har beslutat om prover: %2 (%3). Besluta om dem på nytt, och säg till den som sköter servern.</translation>
    </message>
    <message>
        <source>What %1 decided later on these samples waits with it: %2.</source>
        <translation>Det som %1 senare har beslutat om dessa prover väntar med det: %2.</translation>
    </message>
    <message>
        <source>It is kept on this computer; the rest was sent.</source>
        <translation>Det är sparat på den här datorn; resten har skickats.</translation>
    </message>
    <message numerus="yes">
        <source>Samples packed into %1: %n (%2 image files, %3).</source>
        <translation>
            <numerusform>Prov packade i %1: %n (%2 bildfiler, %3).</numerusform>
            <numerusform>Prov packade i %1: %n (%2 bildfiler, %3).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VocabularyText</name>
    <message>
        <source>read as %1</source>
        <translation>läses som %1</translation>
    </message>
    <message>
        <source>split into %1</source>
        <translation>delad i %1</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>indragen</translation>
    </message>
    <message>
        <source>Class %1 renamed to %2</source>
        <translation>Klass %1 heter nu %2</translation>
    </message>
    <message>
        <source>%1 merged into %2</source>
        <translation>%1 sammanslagen med %2</translation>
    </message>
    <message>
        <source>%1 split into %2</source>
        <translation>%1 delad i %2</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>%1 tillagd</translation>
    </message>
    <message>
        <source>%1 retired</source>
        <translation>%1 indragen</translation>
    </message>
    <message>
        <source>%1 restored</source>
        <translation>%1 återställd</translation>
    </message>
    <message>
        <source>%1 described</source>
        <translation>%1 beskriven</translation>
    </message>
    <message>
        <source>a change that cannot be read</source>
        <translation>en ändring som inte kan läsas</translation>
    </message>
    <message>
        <source>No decision names it; no sample will read otherwise.</source>
        <translation>Inget beslut nämner den; inget prov kommer att läsas annorlunda.</translation>
    </message>
    <message>
        <source>Samples with decisions that name it: %1; to be read otherwise: %2; to be looked at again: %3.</source>
        <translation>Prover med beslut som nämner den: %1; läses annorlunda: %2; bör ses över igen: %3.</translation>
    </message>
    <message>
        <source>%1: decisions %2, read otherwise %3, to be looked at again %4.</source>
        <translation>%1: beslut %2, läses annorlunda %3, bör ses över igen %4.</translation>
    </message>
</context>
<context>
    <name>locascope::AdjudicationPanel</name>
    <message>
        <source>What others decided is hidden in this review.</source>
        <translation>Vad andra beslutade är dolt i den här granskningen.</translation>
    </message>
    <message>
        <source>Nobody disagrees on this sample.</source>
        <translation>Ingen är oense om det här provet.</translation>
    </message>
    <message>
        <source>%1 ruled: %2</source>
        <translation>%1 avgjorde: %2</translation>
    </message>
    <message>
        <source>Reviewers disagree. To rule on it, start the queue of conflicts (Review, Queue, In conflict).</source>
        <translation>Granskare är oense. För att avgöra, börja kön av konflikter (Granskning, Kö, I konflikt).</translation>
    </message>
    <message>
        <source>Most agree on A. Take a side, or label by hand: Enter, N, X and U rule.</source>
        <translation>De flesta är överens om A. Ta en sida, eller etikettera för hand: Enter, N, X och U avgör.</translation>
    </message>
    <message>
        <source>Take a side, or label by hand: Enter, N, X and U rule.</source>
        <translation>Ta en sida, eller etikettera för hand: Enter, N, X och U avgör.</translation>
    </message>
    <message>
        <source>What each side says</source>
        <translation>Vad varje sida säger</translation>
    </message>
    <message>
        <source>Rule for %1</source>
        <translation>Avgör för %1</translation>
    </message>
    <message>
        <source>Its labels become the ruling: %1</source>
        <translation>Dess etiketter blir avgörandet: %1</translation>
    </message>
</context>
<context>
    <name>locascope::AssignDialog</name>
    <message>
        <source>Only what nobody has judged yet</source>
        <translation>Bara det som ingen har bedömt ännu</translation>
    </message>
    <message>
        <source>Assign samples</source>
        <translation>Tilldela prov</translation>
    </message>
    <message>
        <source>Names, separated by commas</source>
        <translation>Namn, åtskilda av kommatecken</translation>
    </message>
    <message>
        <source>As they call themselves in the window or by --reviewer</source>
        <translation>Som de kallar sig i fönstret eller med --reviewer</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>reviewers each for</source>
        <translation>granskare var för</translation>
    </message>
    <message>
        <source>of the samples, one for the others</source>
        <translation>av proven, en för de övriga</translation>
    </message>
    <message>
        <source>&amp;Reviewers:</source>
        <translation>&amp;Granskare:</translation>
    </message>
    <message>
        <source>Samples:</source>
        <translation>Prov:</translation>
    </message>
    <message>
        <source>&amp;Judged by:</source>
        <translation>&amp;Bedöms av:</translation>
    </message>
    <message>
        <source>Share of the samples that several reviewers judge</source>
        <translation>Andel av proven som flera granskare bedömer</translation>
    </message>
    <message>
        <source>&amp;Assign</source>
        <translation>&amp;Tilldela</translation>
    </message>
    <message>
        <source>Name the reviewers.</source>
        <translation>Ange granskarna.</translation>
    </message>
    <message>
        <source>A reviewer is named twice.</source>
        <translation>En granskare anges två gånger.</translation>
    </message>
    <message>
        <source>Reading what was judged…</source>
        <translation>Läser vad som bedömts…</translation>
    </message>
    <message>
        <source>There is no such sample.</source>
        <translation>Det finns inget sådant prov.</translation>
    </message>
    <message>
        <source>reviewer each</source>
        <translation>granskare var</translation>
    </message>
</context>
<context>
    <name>locascope::BlindingDialog</name>
    <message>
        <source>Blinding</source>
        <translation>Blindning</translation>
    </message>
    <message>
        <source>What is hidden from whoever reviews this plate, so that labels come from the images. It is kept with the review and counts for all its reviewers.</source>
        <translation>Vad som döljs för den som granskar den här plattan, så att etiketterna kommer från bilderna. Det sparas med granskningen och gäller alla dess granskare.</translation>
    </message>
    <message>
        <source>As chosen below</source>
        <translation>Som valt nedan</translation>
    </message>
    <message>
        <source>Usual choices</source>
        <translation>Vanliga val</translation>
    </message>
</context>
<context>
    <name>locascope::ChannelDialog</name>
    <message>
        <source>Which channel is which stain?</source>
        <translation>Vilken kanal är vilken färgning?</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Används inte</translation>
    </message>
    <message>
        <source>The names of this plate do not tell. The answer is remembered for this plate and can be changed in the Plate menu.</source>
        <translation>Plattans namn säger det inte. Svaret sparas för den här plattan och kan ändras i menyn Platta.</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>Använd dessa</translation>
    </message>
    <message>
        <source>%1 is chosen twice; a stain is one channel.</source>
        <translation>%1 är vald två gånger; en färgning är en kanal.</translation>
    </message>
    <message>
        <source>This was said of the plate before. Another answer is remembered for this plate.</source>
        <translation>Detta har tidigare sagts om plattan. Ett annat svar sparas för den här plattan.</translation>
    </message>
    <message>
        <source>This is what the names of this plate say. Another answer is remembered for this plate.</source>
        <translation>Detta säger plattans filnamn. Ett annat svar sparas för den här plattan.</translation>
    </message>
</context>
<context>
    <name>locascope::ClassChip</name>
    <message>
        <source>%1 (key %2): %3</source>
        <translation>%1 (tangent %2): %3</translation>
    </message>
    <message>
        <source>Model: %1, threshold %2</source>
        <translation>Modell: %1, tröskel %2</translation>
    </message>
    <message>
        <source>Part of the stored decision</source>
        <translation>Del av det sparade beslutet</translation>
    </message>
    <message>
        <source>Shift %1</source>
        <translation>Skift %1</translation>
    </message>
    <message>
        <source>Alt %1</source>
        <translation>Alt %1</translation>
    </message>
</context>
<context>
    <name>locascope::ClassList</name>
    <message>
        <source>Find a label</source>
        <translation>Hitta en etikett</translation>
    </message>
    <message>
        <source>Find a label by typing (Ctrl+F or /); Enter toggles the first one, Esc ends</source>
        <translation>Hitta en etikett genom att skriva (Ctrl+F eller /); Retur växlar den första, Esc avslutar</translation>
    </message>
    <message>
        <source>Order by the model’s probability</source>
        <translation>Ordna efter modellens sannolikhet</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klasser</translation>
    </message>
    <message>
        <source>Let it propose on this plate</source>
        <translation>Låt den föreslå på den här plattan</translation>
    </message>
    <message>
        <source>From now on this model’s classes above their threshold are proposed on this plate</source>
        <translation>Från och med nu föreslås modellens klasser över sin tröskel på den här plattan</translation>
    </message>
    <message>
        <source>⚠ Trained on simulated images only. Its grey bars propose nothing on this plate until you allow it.</source>
        <translation>⚠ Tränad på enbart simulerade bilder. De grå staplarna föreslår inget på den här plattan förrän du tillåter det.</translation>
    </message>
</context>
<context>
    <name>locascope::ClipDialog</name>
    <message>
        <source>Of the protein’s pixels above background, the share that is not saturated</source>
        <translation>Andelen av proteinets bildpunkter över bakgrunden som inte är mättad</translation>
    </message>
    <message>
        <source>Of the other stains’ pixels above background, the share that is not saturated</source>
        <translation>Andelen av de andra färgningarnas bildpunkter över bakgrunden som inte är mättad</translation>
    </message>
    <message>
        <source>Measure the plate’s contrast</source>
        <translation>Mät plattans kontrast</translation>
    </message>
    <message>
        <source>Up to 500 fields spread over the plate are read again. Their contrast then shows for the whole plate, instead of any that was set by hand.</source>
        <translation>Upp till 500 fält spridda över plattan läses på nytt. Deras kontrast visas sedan för hela plattan, i stället för den som ställts in för hand.</translation>
    </message>
    <message>
        <source>&amp;Protein, not saturated:</source>
        <translation>&amp;Protein, ej mättat:</translation>
    </message>
    <message>
        <source>&amp;Other stains, not saturated:</source>
        <translation>&amp;Andra färgningar, ej mättade:</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Mät</translation>
    </message>
</context>
<context>
    <name>locascope::ConflictTableModel</name>
    <message>
        <source>When</source>
        <translation>När</translation>
    </message>
    <message>
        <source>Decided as</source>
        <translation>Beslutat som</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anteckning</translation>
    </message>
    <message>
        <source>✓ present</source>
        <translation>✓ finns</translation>
    </message>
    <message>
        <source>? not judged</source>
        <translation>? ej bedömd</translation>
    </message>
</context>
<context>
    <name>locascope::ExemplarStrip</name>
    <message>
        <source>This sample is not classified yet, so nothing is known to be like it.</source>
        <translation>Detta prov är inte klassificerat ännu, så det är inte känt vad som liknar det.</translation>
    </message>
    <message>
        <source>Point at a class in the list to see samples that were decided to show it.</source>
        <translation>Peka på en klass i listan för att se prov som bedömts visa den.</translation>
    </message>
    <message>
        <source>%1: no other sample was decided to show it yet.</source>
        <translation>%1: inget annat prov har bedömts visa den ännu.</translation>
    </message>
    <message>
        <source>%1, as decided before; the most similar first</source>
        <translation>%1, enligt tidigare bedömningar; de mest lika först</translation>
    </message>
    <message>
        <source>%1: %2
similarity %3</source>
        <translation>%1: %2
likhet %3</translation>
    </message>
    <message>
        <source>%1: chosen exemplars, then as decided before</source>
        <translation>%1: valda förebilder, sedan som beslutat tidigare</translation>
    </message>
    <message>
        <source>%1: chosen as an exemplar</source>
        <translation>%1: vald som förebild</translation>
    </message>
</context>
<context>
    <name>locascope::ExportDialog</name>
    <message>
        <source>Export labels</source>
        <translation>Exportera etiketter</translation>
    </message>
    <message>
        <source>The truth: a ruling, else what two agree on, else the only decision</source>
        <translation>Sanningen: ett avgörande, annars vad två är överens om, annars det enda beslutet</translation>
    </message>
    <message>
        <source>Consensus: a ruling, or what two agree on</source>
        <translation>Konsensus: ett avgörande, eller vad två är överens om</translation>
    </message>
    <message>
        <source>Challenge: Id,Target with class numbers</source>
        <translation>Tävling: Id,Target med klassnummer</translation>
    </message>
    <message>
        <source>Wide: one column for each class</source>
        <translation>Bred: en kolumn för varje klass</translation>
    </message>
    <message>
        <source>Long: one row for each sample and class, with reviewer and time</source>
        <translation>Lång: en rad för varje prov och klass, med granskare och tid</translation>
    </message>
    <message>
        <source>Samples:</source>
        <translation>Prov:</translation>
    </message>
    <message>
        <source>Labels of:</source>
        <translation>Etiketter av:</translation>
    </message>
    <message>
        <source>Format:</source>
        <translation>Format:</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Välj en fil…</translation>
    </message>
</context>
<context>
    <name>locascope::FieldPanel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Opacity of the saliency</source>
        <translation>Hur tydligt det modellen tittade på visas</translation>
    </message>
    <message>
        <source>Screen pixels per image pixel</source>
        <translation>Skärmpunkter per bildpunkt</translation>
    </message>
</context>
<context>
    <name>locascope::FieldPanes</name>
    <message>
        <source>Composite</source>
        <translation>Sammansatt</translation>
    </message>
    <message>
        <source>▸ %1</source>
        <comment>the current sample</comment>
        <translation>▸ %1</translation>
    </message>
    <message>
        <source>Protein stretched to this image: not comparable</source>
        <translation>Proteinet sträckt till den här bilden: ej jämförbart</translation>
    </message>
    <message>
        <source>Protein stretched to another image: not comparable</source>
        <translation>Proteinet sträckt till en annan bild: ej jämförbart</translation>
    </message>
    <message>
        <source>This field has fewer planes (%1): its last is shown</source>
        <translation>Det här fältet har färre plan (%1): det sista visas</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Where the model looked</source>
        <translation>Var modellen tittade</translation>
    </message>
</context>
<context>
    <name>locascope::FieldView</name>
    <message>
        <source>Field</source>
        <translation>Fält</translation>
    </message>
    <message>
        <source>No sample passes the filter. Change or clear it.</source>
        <translation>Inget prov passerar filtret. Ändra eller rensa det.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Läser in…</translation>
    </message>
    <message>
        <source>No image of this sample could be read.</source>
        <translation>Ingen bild av provet kunde läsas.</translation>
    </message>
    <message>
        <source>No channel of this plate is a stain yet. Say which is which in the Plate menu.</source>
        <translation>Ingen kanal på den här plattan är en färgning ännu. Ange vilken som är vilken i menyn Platta.</translation>
    </message>
    <message>
        <source>Loading… this is the thumbnail</source>
        <translation>Läser in… det här är miniatyren</translation>
    </message>
</context>
<context>
    <name>locascope::FilterBar</name>
    <message>
        <source>All states</source>
        <translation>Alla</translation>
    </message>
    <message>
        <source>Unreviewed</source>
        <translation>Ogranskade</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Granskade</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Märkta</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Negativa</translation>
    </message>
    <message>
        <source>Unusable</source>
        <translation>Oanvändbara</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Osäkra</translation>
    </message>
    <message>
        <source>Borderline</source>
        <translation>Gränsfall</translation>
    </message>
    <message>
        <source>With a problem</source>
        <translation>Med problem</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>By uncertainty</source>
        <translation>Efter osäkerhet</translation>
    </message>
    <message>
        <source>By disagreement</source>
        <translation>Efter oenighet</translation>
    </message>
    <message>
        <source>By time of review</source>
        <translation>Efter granskning</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alla klasser</translation>
    </message>
    <message>
        <source>%1, decided</source>
        <translation>%1, beslutad</translation>
    </message>
    <message>
        <source>%1, predicted</source>
        <translation>%1, predicerad</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 av %2</translation>
    </message>
    <message>
        <source>Show samples in this state</source>
        <translation>Visa prov i detta tillstånd</translation>
    </message>
    <message>
        <source>Show samples with this class, by decision or by the model</source>
        <translation>Visa prov med denna klass, enligt beslut eller modell</translation>
    </message>
    <message>
        <source>Show only samples where decision and model differ</source>
        <translation>Visa bara prov där beslut och modell skiljer sig</translation>
    </message>
    <message>
        <source>Disagreement only</source>
        <translation>Bara oenighet</translation>
    </message>
    <message>
        <source>Show all samples again</source>
        <translation>Visa alla prov igen</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Rensa filtret</translation>
    </message>
    <message>
        <source>Samples shown, of all</source>
        <translation>Prov som visas, av alla</translation>
    </message>
    <message>
        <source>All of the sheet</source>
        <translation>Allt i tabellen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Show samples of which the sheet %1 says this</source>
        <translation>Visa prover om vilka tabellen %1 säger detta</translation>
    </message>
    <message>
        <source>Only these wells or folders are shown; a click shows all again</source>
        <translation>Bara dessa brunnar eller mappar visas; ett klick visar alla igen</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>Ogrupperade</translation>
    </message>
    <message>
        <source>Grouped by well</source>
        <translation>Grupperade efter brunn</translation>
    </message>
    <message>
        <source>Grouped by class</source>
        <translation>Grupperade efter klass</translation>
    </message>
    <message>
        <source>By well</source>
        <translation>Efter brunn</translation>
    </message>
    <message>
        <source>Part of a name or well</source>
        <translation>Del av namn eller brunn</translation>
    </message>
    <message>
        <source>Show samples whose name or well contains this</source>
        <translation>Visa prov vars namn eller brunn innehåller detta</translation>
    </message>
    <message>
        <source>Order of the samples; uncertain ones are those with a class near its threshold</source>
        <translation>Provens ordning; osäkra är de som har en klass nära sin tröskel</translation>
    </message>
    <message>
        <source>Put samples of one well or class under a heading</source>
        <translation>Samla prov från en brunn eller klass under en rubrik</translation>
    </message>
    <message>
        <source>By probability</source>
        <translation>Efter sannolikhet</translation>
    </message>
    <message>
        <source>Class whose probability orders the samples, the highest first</source>
        <translation>Klass vars sannolikhet ordnar proven, den högsta först</translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation>Sämst först</translation>
    </message>
    <message>
        <source>Only the fields behind %1 are shown; a click shows all again</source>
        <translation>Bara fälten bakom %1 visas; ett klick visar alla igen</translation>
    </message>
    <message>
        <source>Most similar first</source>
        <translation>Mest lika först</translation>
    </message>
    <message>
        <source>As queued</source>
        <translation>Som i kön</translation>
    </message>
    <message>
        <source>The queue “%1” is shown; a click ends it</source>
        <translation>Kön ”%1” visas; ett klick avslutar den</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>Efter nummer</translation>
    </message>
    <message>
        <source>Names are hidden</source>
        <translation>Namn är dolda</translation>
    </message>
</context>
<context>
    <name>locascope::GalleryModel</name>
    <message>
        <source>%1 × %2 pixels, %3 bits</source>
        <translation>%1 × %2 bildpunkter, %3 bitar</translation>
    </message>
    <message>
        <source>! something of it cannot be used: see Problems</source>
        <translation>! något av det kan inte användas: se Problem</translation>
    </message>
    <message>
        <source>≠ decision and model differ</source>
        <translation>≠ beslut och modell skiljer sig</translation>
    </message>
    <message>
        <source>similarity %1</source>
        <translation>likhet %1</translation>
    </message>
    <message>
        <source>Head and shoulders: decided by others too (%1)</source>
        <translation>Huvud och axlar: beslutat även av andra (%1)</translation>
    </message>
    <message>
        <source>Head and shoulders, lit: decided by others since you last looked at it (%1)</source>
        <translation>Huvud och axlar, upplyst: beslutat av andra sedan du senast såg på det (%1)</translation>
    </message>
</context>
<context>
    <name>locascope::GalleryView</name>
    <message>
        <source>Gallery</source>
        <translation>Galleri</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n markerat</numerusform>
            <numerusform>%n markerade</numerusform>
        </translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Negativa</translation>
    </message>
    <message>
        <source>Unusable</source>
        <translation>Oanvändbara</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Osäkra</translation>
    </message>
    <message>
        <source>No class</source>
        <translation>Ingen klass</translation>
    </message>
    <message>
        <source>No well</source>
        <translation>Ingen brunn</translation>
    </message>
    <message>
        <source>Size of the pictures (Ctrl and the wheel)</source>
        <translation>Bildernas storlek (Ctrl och hjulet)</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Bildernas storlek</translation>
    </message>
</context>
<context>
    <name>locascope::HistoryPanel</name>
    <message>
        <source>1 event</source>
        <translation>1 händelse</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 händelser</translation>
    </message>
    <message>
        <source>Decide %1 as after the chosen event: %2. Appends another event and can be undone</source>
        <translation>Besluta %1 som efter den valda händelsen: %2. Lägger till en ny händelse och kan ångras</translation>
    </message>
    <message>
        <source>Choose an event: its sample is decided as it was after it</source>
        <translation>Välj en händelse: dess prov beslutas som det var efter den</translation>
    </message>
    <message>
        <source>Open a plate to see what was said of its samples.</source>
        <translation>Öppna en platta för att se vad som har sagts om dess prov.</translation>
    </message>
    <message>
        <source>Reading; %1 so far</source>
        <translation>Läser; %1 hittills</translation>
    </message>
    <message>
        <source>%1 so far; more are read as you scroll</source>
        <translation>%1 hittills; fler läses när du rullar</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>Exportera historiken</translation>
    </message>
    <message>
        <source>%1 written to %2</source>
        <translation>%1 skrivna till %2</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alla klasser</translation>
    </message>
    <message>
        <source>This sample</source>
        <translation>Detta prov</translation>
    </message>
    <message>
        <source>Whole review</source>
        <translation>Hela granskningen</translation>
    </message>
    <message>
        <source>All causes</source>
        <translation>Alla orsaker</translation>
    </message>
    <message>
        <source>All reviewers</source>
        <translation>Alla granskare</translation>
    </message>
    <message>
        <source>Of which samples the history is shown</source>
        <translation>Vilka provs historik som visas</translation>
    </message>
    <message>
        <source>Whose events are shown</source>
        <translation>Vems händelser som visas</translation>
    </message>
    <message>
        <source>How the events came about</source>
        <translation>Hur händelserna kom till</translation>
    </message>
    <message>
        <source>Only events before or after which this class is present</source>
        <translation>Bara händelser före eller efter vilka klassen finns</translation>
    </message>
    <message>
        <source>Sample, reviewer or note</source>
        <translation>Prov, granskare eller anteckning</translation>
    </message>
    <message>
        <source>Part of the sample’s name, the reviewer’s name or the note</source>
        <translation>Del av provets namn, granskarens namn eller anteckningen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Återställ</translation>
    </message>
    <message>
        <source>Write all events that match to a CSV file</source>
        <translation>Skriv alla händelser som passar till en CSV-fil</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historik</translation>
    </message>
    <message>
        <source>Assign samples as the chosen event does. Appends another event</source>
        <translation>Tilldela prov som den valda händelsen gör. Lägger till ännu en händelse</translation>
    </message>
</context>
<context>
    <name>locascope::HistoryTableModel</name>
    <message>
        <source>No model was on screen, or the sample was labelled with others</source>
        <translation>Ingen modell visades, eller provet etiketterades tillsammans med andra</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Granskare</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Prov</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Före</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Efter</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Varför</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anteckning</translation>
    </message>
    <message>
        <source>Model on screen</source>
        <translation>Modell på skärmen</translation>
    </message>
</context>
<context>
    <name>locascope::ImportDialog</name>
    <message>
        <source>Keep the review’s</source>
        <translation>Behåll granskningens</translation>
    </message>
    <message>
        <source>Of the selected conflicts (K)</source>
        <translation>För de markerade konflikterna (K)</translation>
    </message>
    <message>
        <source>Take the file’s</source>
        <translation>Ta filens</translation>
    </message>
    <message>
        <source>Of the selected conflicts (F)</source>
        <translation>För de markerade konflikterna (F)</translation>
    </message>
    <message>
        <source>Import labels</source>
        <translation>Importera etiketter</translation>
    </message>
    <message>
        <source>Keep the review’s for all</source>
        <translation>Behåll granskningens för alla</translation>
    </message>
    <message>
        <source>Of every conflict</source>
        <translation>För varje konflikt</translation>
    </message>
    <message>
        <source>Take the file’s for all</source>
        <translation>Ta filens för alla</translation>
    </message>
    <message>
        <source>Conflicts:</source>
        <translation>Konflikter:</translation>
    </message>
    <message>
        <source>The review was changed meanwhile, and nothing was imported. What %1 would change now:</source>
        <translation>Granskningen ändrades under tiden, och inget importerades. Vad %1 skulle ändra nu:</translation>
    </message>
    <message>
        <source>What %1 would change:</source>
        <translation>Vad %1 skulle ändra:</translation>
    </message>
    <message>
        <source>All that differs</source>
        <translation>Allt som skiljer</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nya</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Ändrade</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikter</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>Samma</translation>
    </message>
    <message>
        <source>Judged already</source>
        <translation>Redan bedömda</translation>
    </message>
    <message>
        <source>Not in this plate</source>
        <translation>Inte i plattan</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>Inte lästa</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Filens rader</translation>
    </message>
    <message>
        <source>Leave out what is not in this plate (%1)</source>
        <translation>Utelämna det som inte finns i plattan (%1)</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importera</translation>
    </message>
    <message numerus="yes">
        <source>Lines that could not be read: %n. Nothing is imported until they are mended in the file, or taken out of it.</source>
        <translation>
            <numerusform>Rader som inte kunde läsas: %n. Inget importeras förrän de har rättats i filen eller tagits bort ur den.</numerusform>
            <numerusform>Rader som inte kunde läsas: %n. Inget importeras förrän de har rättats i filen eller tagits bort ur den.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is left to import.</source>
        <translation>Det finns inget kvar att importera.</translation>
    </message>
    <message numerus="yes">
        <source>Decisions that Import appends as one act: %n. One undo takes all of it back.</source>
        <translation>
            <numerusform>Beslut som importen lägger till i ett svep: %n. En enda ångring tar tillbaka allt.</numerusform>
            <numerusform>Beslut som importen lägger till i ett svep: %n. En enda ångring tar tillbaka allt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Of the conflicts, %1 take the file’s side and %2 keep the review’s.</source>
        <translation>Av konflikterna tar %1 filens sida och %2 behåller granskningens.</translation>
    </message>
    <message>
        <source>Some samples are not in this plate. Nothing is imported unless they may be left out.</source>
        <translation>Några prov finns inte i plattan. Inget importeras om de inte får utelämnas.</translation>
    </message>
</context>
<context>
    <name>locascope::ImportTableModel</name>
    <message>
        <source>Added</source>
        <translation>Läggs till</translation>
    </message>
    <message>
        <source>Nothing: it says the same</source>
        <translation>Inget: det står samma sak</translation>
    </message>
    <message>
        <source>Changed to the file’s</source>
        <translation>Ändras till filens</translation>
    </message>
    <message>
        <source>⚠ Conflict: the file’s is taken</source>
        <translation>⚠ Konflikt: filens tas</translation>
    </message>
    <message>
        <source>⚠ Conflict: the review’s is kept</source>
        <translation>⚠ Konflikt: granskningens behålls</translation>
    </message>
    <message>
        <source>Nothing: the field itself was judged</source>
        <translation>Inget: själva bilden har bedömts</translation>
    </message>
    <message>
        <source>Left out: not in this plate</source>
        <translation>Utelämnas: finns inte i plattan</translation>
    </message>
    <message>
        <source>⚠ Not read: %1</source>
        <translation>⚠ Inte läst: %1</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Rad</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Prov</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Granskare</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>I filen</translation>
    </message>
    <message>
        <source>In the review</source>
        <translation>I granskningen</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Vad som händer</translation>
    </message>
</context>
<context>
    <name>locascope::KeyDialog</name>
    <message>
        <source>Change keys</source>
        <translation>Ändra tangenter</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ingen</translation>
    </message>
    <message>
        <source>No key for this action</source>
        <translation>Ingen tangent för åtgärden</translation>
    </message>
    <message>
        <source>%1 is the key of “%2” and of “%3”. Change one of them.</source>
        <translation>%1 är tangent för både ”%2” och ”%3”. Ändra en av dem.</translation>
    </message>
    <message>
        <source>Whose keys</source>
        <translation>Vems tangenter</translation>
    </message>
    <message>
        <source>My keys, on every plate</source>
        <translation>Mina tangenter, på alla plattor</translation>
    </message>
    <message>
        <source>Keys of this project, for everybody who reviews this plate</source>
        <translation>Projektets tangenter, för alla som granskar den här plattan</translation>
    </message>
    <message>
        <source>The project’s keys are kept with its review and count before your own; your own count before the usual ones. Click a key and press another one.</source>
        <translation>Projektets tangenter sparas med dess granskning och gäller före dina egna; dina egna gäller före de vanliga. Klicka på en tangent och tryck en annan.</translation>
    </message>
    <message>
        <source>Digits are labels, by their place on the keyboard. They belong to the classes of a review, and are changed there: Review › Vocabulary › Classes of this review.</source>
        <translation>Siffror är etiketter, efter sin plats på tangentbordet. De hör till granskningens klasser och ändras där: Granskning › Ordförråd › Granskningens klasser.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Återställ</translation>
    </message>
    <message>
        <source>Takes this change back: the key is again what it is without it</source>
        <translation>Tar tillbaka ändringen: tangenten blir åter vad den är utan den</translation>
    </message>
    <message>
        <source>Reset the project’s</source>
        <translation>Återställ projektets</translation>
    </message>
    <message>
        <source>Reset mine</source>
        <translation>Återställ mina</translation>
    </message>
    <message>
        <source>the project’s</source>
        <translation>projektets</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>mina</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>vanlig</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>; here %1, by the project</source>
        <translation>; här %1, genom projektet</translation>
    </message>
</context>
<context>
    <name>locascope::LabelPanel</name>
    <message>
        <source>Nothing to accept: press a label, N or U</source>
        <translation>Inget att godta: tryck en etikett, N eller U</translation>
    </message>
    <message>
        <source>No sample is open</source>
        <translation>Inget prov är öppet</translation>
    </message>
    <message>
        <source>Not judged: now press a label</source>
        <translation>Ej bedömd: tryck nu en etikett</translation>
    </message>
    <message>
        <source>Not reviewed</source>
        <translation>Ej granskad</translation>
    </message>
    <message>
        <source>Unsure because</source>
        <translation>Osäker därför att</translation>
    </message>
    <message>
        <source>A note for a colleague; Enter stores it and moves on, Esc goes back</source>
        <translation>En anteckning till en kollega; Retur sparar och går vidare, Esc går tillbaka</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anteckning</translation>
    </message>
    <message>
        <source>Changed, not stored yet: Enter stores it</source>
        <translation>Ändrat, inte sparat än: Retur sparar</translation>
    </message>
    <message>
        <source>Strict: press the key of each hollow label, or ? and it</source>
        <translation>Strängt: tryck varje ihålig etiketts tangent, eller ? och den</translation>
    </message>
    <message>
        <source>Shift holds for the next digit</source>
        <translation>Skift gäller för nästa siffra</translation>
    </message>
    <message>
        <source>Alt holds for the next digit</source>
        <translation>Alt gäller för nästa siffra</translation>
    </message>
    <message>
        <source>%1 samples are selected: Enter, N, X, U and R act on all</source>
        <translation>%1 prov är markerade: Enter, N, X, U och R gäller alla</translation>
    </message>
    <message>
        <source>Ruling: Enter stores it as what counts</source>
        <translation>Avgörande: Enter sparar det som det som gäller</translation>
    </message>
    <message>
        <source>%1 samples are selected</source>
        <translation>%1 prov är valda</translation>
    </message>
    <message>
        <source>It asks every other reviewer, or, by @name, those who are named; they find it under Review, Queue, Asked of me</source>
        <translation>Den frågar alla andra granskare, eller, med @namn, dem som nämns; de finner den under Granskning, Kö, Frågat mig</translation>
    </message>
</context>
<context>
    <name>locascope::MainWindow</name>
    <message>
        <source>Gallery</source>
        <translation>Galleri</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiketter</translation>
    </message>
    <message>
        <source>Stains</source>
        <translation>Färgningar</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klasser</translation>
    </message>
    <message>
        <source>Note and history</source>
        <translation>Anteckning och historik</translation>
    </message>
    <message>
        <source>Show or hide the panel “%1”</source>
        <translation>Visa eller dölj panelen ”%1”</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>Problem (%1)</translation>
    </message>
    <message>
        <source>Plate map</source>
        <translation>Plattkarta</translation>
    </message>
    <message>
        <source>Staining</source>
        <translation>Färgning</translation>
    </message>
    <message>
        <source>Similar samples</source>
        <translation>Liknande prov</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historik</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
</context>
<context>
    <name>locascope::ModelCardDialog</name>
    <message>
        <source>&amp;Try</source>
        <translation>&amp;Pröva</translation>
    </message>
    <message>
        <source>&amp;Save the card</source>
        <translation>&amp;Spara kortet</translation>
    </message>
    <message>
        <source>A model without a card</source>
        <translation>En modell utan kort</translation>
    </message>
    <message>
        <source>%1 has no card. Say what its authors say it takes and gives; try it; then save.</source>
        <translation>%1 har inget kort. Säg vad upphovspersonerna säger att den tar och ger; pröva det; spara sedan.</translation>
    </message>
    <message>
        <source>Try it first</source>
        <translation>Pröva den först</translation>
    </message>
    <message>
        <source>Trying it in safety on an empty field…</source>
        <translation>Prövar den i säkerhet på ett tomt fält…</translation>
    </message>
    <message>
        <source>Trying it in safety on %1…</source>
        <translation>Prövar den i säkerhet på %1…</translation>
    </message>
    <message>
        <source>It works. On an empty field it answers: %1.</source>
        <translation>Det fungerar. På ett tomt fält svarar den: %1.</translation>
    </message>
    <message>
        <source>It works. On %1 it answers: %2.</source>
        <translation>Det fungerar. På %1 svarar den: %2.</translation>
    </message>
    <message>
        <source>Copy the weights and the card to your models, and use it</source>
        <translation>Kopiera vikterna och kortet till dina modeller, och använd den</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Sparar…</translation>
    </message>
</context>
<context>
    <name>locascope::ModelCardForm</name>
    <message>
        <source>Width</source>
        <translation>Bredd</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höjd</translation>
    </message>
    <message>
        <source>Logits, each class by itself</source>
        <translation>Logiter, varje klass för sig</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>Sannolikheter</translation>
    </message>
    <message>
        <source>Logits of which one class is meant</source>
        <translation>Logiter av vilka en klass avses</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(ingen)</translation>
    </message>
    <message>
        <source>Stain of channel %1</source>
        <translation>Färgning i kanal %1</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 till 1</translation>
    </message>
    <message>
        <source>0 to 255</source>
        <translation>0 till 255</translation>
    </message>
    <message>
        <source>0 to 65535</source>
        <translation>0 till 65535</translation>
    </message>
    <message>
        <source>0 to 1, less mean, by deviation</source>
        <translation>0 till 1, minus medelvärde, genom avvikelse</translation>
    </message>
    <message>
        <source>0 to 255, less mean, by deviation</source>
        <translation>0 till 255, minus medelvärde, genom avvikelse</translation>
    </message>
    <message>
        <source>One number for each channel, separated by spaces, in the order of the stains</source>
        <translation>Ett tal för varje kanal, åtskilda av mellanslag, i färgningarnas ordning</translation>
    </message>
    <message>
        <source>Mean of each channel</source>
        <translation>Varje kanals medelvärde</translation>
    </message>
    <message>
        <source>Deviation of each channel</source>
        <translation>Varje kanals avvikelse</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Från en fil…</translation>
    </message>
    <message>
        <source>&amp;Width × height</source>
        <translation>&amp;Bredd × höjd</translation>
    </message>
    <message>
        <source>Stains, in the order of the channels</source>
        <translation>Färgningar, i kanalernas ordning</translation>
    </message>
    <message>
        <source>&amp;Values</source>
        <translation>&amp;Värden</translation>
    </message>
    <message>
        <source>&amp;Mean</source>
        <translation>&amp;Medelvärde</translation>
    </message>
    <message>
        <source>&amp;Deviation</source>
        <translation>&amp;Avvikelse</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>&amp;Klasser</translation>
    </message>
    <message>
        <source>It &amp;gives</source>
        <translation>Den &amp;ger</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Namn</translation>
    </message>
    <message>
        <source>&amp;Authors</source>
        <translation>&amp;Upphovspersoner</translation>
    </message>
    <message>
        <source>&amp;Licence</source>
        <translation>&amp;Licens</translation>
    </message>
</context>
<context>
    <name>locascope::ModelImporting</name>
    <message>
        <source>The import was cancelled; nothing of it was kept.</source>
        <translation>Importen avbröts; inget av den behölls.</translation>
    </message>
    <message>
        <source>It does not work so: %1.</source>
        <translation>Det fungerar inte så: %1.</translation>
    </message>
    <message>
        <source>Often the size, the number of channels or the number of classes is another.</source>
        <translation>Ofta är storleken, antalet kanaler eller antalet klasser ett annat.</translation>
    </message>
    <message>
        <source>%1 is among your models now.</source>
        <translation>%1 finns nu bland dina modeller.</translation>
    </message>
    <message>
        <source>%1 was not imported: the process that tried it was ended or crashed. Import another file, or try again.</source>
        <translation>%1 importerades inte: processen som prövade den avslutades eller kraschade. Importera en annan fil, eller försök igen.</translation>
    </message>
    <message>
        <source>%1 was not imported: %2</source>
        <translation>%1 importerades inte: %2</translation>
    </message>
</context>
<context>
    <name>locascope::ModelTableModel</name>
    <message>
        <source>Name</source>
        <translation>Namn</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Upphovspersoner</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licens</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Indata</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klasser</translation>
    </message>
    <message>
        <source>Macro-F1</source>
        <translation>Makro-F1</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Kontrollerad</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Storlek</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Name of the model; ✓ the one that classifies</source>
        <translation>Modellens namn; ✓ den som klassificerar</translation>
    </message>
    <message>
        <source>Who made it</source>
        <translation>Vem som gjorde den</translation>
    </message>
    <message>
        <source>Under which terms</source>
        <translation>På vilka villkor</translation>
    </message>
    <message>
        <source>Width and height in pixels, and the stains in the order of its channels</source>
        <translation>Bredd och höjd i bildpunkter, och färgningarna i kanalernas ordning</translation>
    </message>
    <message>
        <source>Vocabulary and number of classes</source>
        <translation>Ordförråd och antal klasser</translation>
    </message>
    <message>
        <source>As its card states it; measured on other images than yours</source>
        <translation>Som kortet anger det; mätt på andra bilder än dina</translation>
    </message>
    <message>
        <source>Whether its own test tensors were reproduced here, or another program reads the same numbers</source>
        <translation>Om dess egna testtensorer återskapades här, eller ett annat program läser samma tal</translation>
    </message>
    <message>
        <source>Of the weights; of an ensemble those of its members</source>
        <translation>Vikternas; för en ensemble medlemmarnas</translation>
    </message>
    <message>
        <source>Digest of the weights, its first digits; Ctrl+C copies all</source>
        <translation>Vikternas kontrollsumma, dess första siffror; Ctrl+C kopierar hela</translation>
    </message>
</context>
<context>
    <name>locascope::ModelsDialog</name>
    <message>
        <source>No model is called so.</source>
        <translation>Ingen modell heter så.</translation>
    </message>
    <message>
        <source>Cancel the i&amp;mport</source>
        <translation>Avbryt i&amp;mporten</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>&amp;Visa i mappen</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Ta bort…</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modeller</translation>
    </message>
    <message>
        <source>Find by name, author, classes, …</source>
        <translation>Sök på namn, upphovsperson, klasser, …</translation>
    </message>
    <message>
        <source>Find a model</source>
        <translation>Sök en modell</translation>
    </message>
    <message>
        <source>Copy the digest</source>
        <translation>Kopiera kontrollsumman</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importera</translation>
    </message>
    <message>
        <source>Bring in a model: ONNX, TorchScript, a bioimage.io package. It is tried in safety first; or drop it here</source>
        <translation>Ta in en modell: ONNX, TorchScript, ett paket från bioimage.io. Den prövas i säkerhet först; eller släpp den här</translation>
    </message>
    <message>
        <source>A &amp;file: ONNX, TorchScript, zip, rdf.yaml…</source>
        <translation>En &amp;fil: ONNX, TorchScript, zip, rdf.yaml…</translation>
    </message>
    <message>
        <source>The f&amp;older of a bioimage.io package…</source>
        <translation>Mappen med ett &amp;paket från bioimage.io…</translation>
    </message>
    <message>
        <source>Open the folder in which the model lies</source>
        <translation>Öppna mappen där modellen ligger</translation>
    </message>
    <message>
        <source>Delete the model’s files, after a question; not the bundled one, and none that is in use</source>
        <translation>Radera modellens filer, efter en fråga; inte den medföljande, och ingen som används</translation>
    </message>
    <message>
        <source>What the card says</source>
        <translation>Vad kortet säger</translation>
    </message>
    <message>
        <source>&amp;Use this model</source>
        <translation>&amp;Använd den här modellen</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>Ta bort en modell</translation>
    </message>
    <message>
        <source>Delete the model “%1”?</source>
        <translation>Radera modellen ”%1”?</translation>
    </message>
    <message>
        <source>These files are deleted and cannot be brought back:
%1</source>
        <translation>Dessa filer raderas och kan inte fås tillbaka:
%1</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Importing and trying %1 in safety…</source>
        <translation>Importerar och prövar %1 i säkerhet…</translation>
    </message>
</context>
<context>
    <name>locascope::NamePreviewModel</name>
    <message>
        <source>no sample: left out</source>
        <translation>inget prov: utelämnas</translation>
    </message>
    <message>
        <source>⚠ takes too many steps</source>
        <translation>⚠ kräver för många steg</translation>
    </message>
    <message>
        <source>⚠ not understood</source>
        <translation>⚠ förstås inte</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fil</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Prov</translation>
    </message>
    <message>
        <source>Plate</source>
        <translation>Platta</translation>
    </message>
    <message>
        <source>Well</source>
        <translation>Brunn</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Fält</translation>
    </message>
    <message>
        <source>Stain or channel</source>
        <translation>Färgning eller kanal</translation>
    </message>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
</context>
<context>
    <name>locascope::NamingDialog</name>
    <message>
        <source>&amp;New…</source>
        <translation>&amp;Nytt…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Redigera…</translation>
    </message>
    <message>
        <source>&amp;Duplicate…</source>
        <translation>&amp;Duplicera…</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Ta bort</translation>
    </message>
    <message>
        <source>How files are named</source>
        <translation>Hur filerna heter</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Förstår</translation>
    </message>
    <message>
        <source>As in</source>
        <translation>Som i</translation>
    </message>
    <message>
        <source>Naming schemes</source>
        <translation>Namnscheman</translation>
    </message>
    <message>
        <source>The choice is remembered for this plate, also on the command line. Another scheme may give samples other names; decisions stay with the names under which they were made, and come back with them.</source>
        <translation>Valet sparas för den här plattan och gäller även på kommandoraden. Ett annat schema kan ge proverna andra namn; beslut stannar hos de namn de fattades under och kommer tillbaka med dem.</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>Använd detta</translation>
    </message>
    <message>
        <source>Recognise by itself: %1</source>
        <translation>Känn igen av sig självt: %1</translation>
    </message>
    <message>
        <source>Recognise by itself</source>
        <translation>Känn igen av sig självt</translation>
    </message>
    <message>
        <source>Takes of %1</source>
        <translation>Förstår av %1</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>används</translation>
    </message>
    <message>
        <source>recognised</source>
        <translation>igenkänt</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>ditt</translation>
    </message>
    <message>
        <source>leaves out %1</source>
        <translation>utelämnar %1</translation>
    </message>
    <message>
        <source>Images in %1: %2</source>
        <translation>Bilder i %1: %2</translation>
    </message>
    <message>
        <source>Looking at the names in %1 …</source>
        <translation>Läser namnen i %1 …</translation>
    </message>
    <message>
        <source>Some of its expressions do not fit on a line; edit its file.</source>
        <translation>Några av uttrycken ryms inte på en rad; redigera filen.</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1, ändrat</translation>
    </message>
    <message>
        <source>Delete a naming scheme</source>
        <translation>Ta bort ett namnschema</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>Ta bort ”%1”?</translation>
    </message>
    <message>
        <source>Plates that were opened by it are recognised anew.</source>
        <translation>Plattor som öppnades med det känns igen på nytt.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>The plate is read so already</source>
        <translation>Plattan läses redan så</translation>
    </message>
</context>
<context>
    <name>locascope::NamingEditor</name>
    <message>
        <source>New naming scheme</source>
        <translation>Nytt namnschema</translation>
    </message>
    <message>
        <source>Naming scheme</source>
        <translation>Namnschema</translation>
    </message>
    <message>
        <source>Words for %1</source>
        <translation>Ord för %1</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>N&amp;yckel</translation>
    </message>
    <message>
        <source>By which --scheme names it on the command line: a to z, 0 to 9 and -</source>
        <translation>Det som --scheme kallar det på kommandoraden: a till z, 0 till 9 och -</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Namn</translation>
    </message>
    <message>
        <source>&amp;File names</source>
        <translation>&amp;Filnamn</translation>
    </message>
    <message>
        <source>One expression a line, for the name without its extension; with a / in it, for the end of the path. Groups: (?&lt;sample&gt;…), which is needed, plate, well or row and column, site, stain or channel, z, time.</source>
        <translation>Ett uttryck per rad, för namnet utan filändelse; med ett / i sig för slutet av sökvägen. Grupper: (?&lt;sample&gt;…), som krävs, plate, well eller row och column, site, stain eller channel, z, time.</translation>
    </message>
    <message>
        <source>Words for stains</source>
        <translation>Ord för färgningar</translation>
    </message>
    <message>
        <source>&amp;Left out</source>
        <translation>&amp;Utelämnas</translation>
    </message>
    <message>
        <source>Expressions of images that are no samples, as thumbnails and corrections</source>
        <translation>Uttryck för bilder som inte är prover, som miniatyrer och korrektioner</translation>
    </message>
    <message>
        <source>How the first files of the directory are read</source>
        <translation>Hur katalogens första filer läses</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Spara</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Ge det ett namn.</translation>
    </message>
    <message>
        <source>Give it a key, by which it is called on the command line.</source>
        <translation>Ge det en nyckel, som det kallas på kommandoraden.</translation>
    </message>
    <message>
        <source>Another scheme has this key. Choose another one.</source>
        <translation>Ett annat schema har den nyckeln. Välj en annan.</translation>
    </message>
    <message>
        <source>“%1” stands for two stains.</source>
        <translation>”%1” står för två färgningar.</translation>
    </message>
    <message>
        <source>There is no image in this directory to try it on.</source>
        <translation>Det finns ingen bild i katalogen att pröva det på.</translation>
    </message>
    <message>
        <source>%1 of %2 files are understood</source>
        <translation>%1 av %2 filer förstås</translation>
    </message>
    <message>
        <source>(the first of %1)</source>
        <translation>(de första av %1)</translation>
    </message>
</context>
<context>
    <name>locascope::NotePanel</name>
    <message>
        <source> (undone)</source>
        <translation> (ångrat)</translation>
    </message>
    <message>
        <source> (imported)</source>
        <translation> (importerat)</translation>
    </message>
    <message>
        <source> (in bulk)</source>
        <translation> (i klump)</translation>
    </message>
    <message>
        <source> (ruling)</source>
        <translation> (avgörande)</translation>
    </message>
    <message>
        <source>model %1</source>
        <translation>modell %1</translation>
    </message>
    <message>
        <source>Nothing was decided here yet.</source>
        <translation>Inget är beslutat här ännu.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anteckning</translation>
    </message>
    <message>
        <source>History, the newest first</source>
        <translation>Historik, det nyaste först</translation>
    </message>
    <message>
        <source>Note on this sample, stored with the next decision; Esc goes back to the labels</source>
        <translation>Anteckning om provet, sparas med nästa beslut; Esc går tillbaka till etiketterna</translation>
    </message>
</context>
<context>
    <name>locascope::NoticeBar</name>
    <message>
        <source>Try again now</source>
        <translation>Försök igen nu</translation>
    </message>
    <message>
        <source>Try again to save the decisions that are not saved</source>
        <translation>Försök igen att spara de beslut som inte är sparade</translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>Stäng meddelandet</translation>
    </message>
    <message>
        <source>Go on with the processor</source>
        <translation>Fortsätt med processorn</translation>
    </message>
    <message>
        <source>Run the model on this computer&apos;s processor, more slowly. The device is tried again when Locascope is started anew.</source>
        <translation>Kör modellen på datorns processor, långsammare. Enheten prövas igen när Locascope startas på nytt.</translation>
    </message>
</context>
<context>
    <name>locascope::PackDialog</name>
    <message>
        <source>Pack for a colleague</source>
        <translation>Packa för en kollega</translation>
    </message>
    <message>
        <source>Question to the colleague</source>
        <translation>Fråga till kollegan</translation>
    </message>
    <message>
        <source>What do you want to know of these fields?</source>
        <translation>Vad vill du veta om dessa fält?</translation>
    </message>
    <message>
        <source>The folder opens like any plate, as it is displayed here, and keeps the answers. Your labels stay here. Send the whole folder; “locascope review merge” takes the answers back.</source>
        <translation>Mappen öppnas som vilken platta som helst, så som den visas här, och bevarar svaren. Dina etiketter stannar här. Skicka hela mappen; ”locascope review merge” tar tillbaka svaren.</translation>
    </message>
    <message>
        <source>Samples:</source>
        <translation>Prov:</translation>
    </message>
    <message>
        <source>Question:</source>
        <translation>Fråga:</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Välj en mapp…</translation>
    </message>
    <message>
        <source>Copied are %1 samples with %2 image files.</source>
        <translation>Kopierade blir %1 prov med %2 bildfiler.</translation>
    </message>
</context>
<context>
    <name>locascope::PixelSizeDialog</name>
    <message>
        <source>&amp;Entered:</source>
        <translation>&amp;Angiven:</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Pixelstorlek</translation>
    </message>
    <message>
        <source>As the &amp;files say: nothing, and no scale bar</source>
        <translation>Som &amp;filerna säger: ingenting, och inget skalstreck</translation>
    </message>
    <message>
        <source>As the &amp;files say: %1 µm</source>
        <translation>Som &amp;filerna säger: %1 µm</translation>
    </message>
    <message>
        <source>As the &amp;files say: %1 to %2 µm</source>
        <translation>Som &amp;filerna säger: %1 till %2 µm</translation>
    </message>
    <message>
        <source> µm per pixel</source>
        <translation> µm per pixel</translation>
    </message>
    <message>
        <source>Micrometres per pixel</source>
        <translation>Mikrometer per pixel</translation>
    </message>
    <message>
        <source>It is remembered for this plate, also on the command line, and the scale bar says that it was entered.</source>
        <translation>Den sparas för den här plattan och gäller även på kommandoraden, och skalstrecket säger att den är angiven.</translation>
    </message>
</context>
<context>
    <name>locascope::PlaneChoice</name>
    <message>
        <source>Plane %1 of %2</source>
        <translation>Plan %1 av %2</translation>
    </message>
    <message>
        <source>Maximum of %1 planes</source>
        <translation>Maximum av %1 plan</translation>
    </message>
    <message>
        <source>Which z plane is shown and classified, for the whole plate; remembered for it</source>
        <translation>Vilket z-plan som visas och klassificeras, för hela plattan; sparas för den</translation>
    </message>
    <message>
        <source>z plane</source>
        <translation>z-plan</translation>
    </message>
</context>
<context>
    <name>locascope::PlateMapLegend</name>
    <message>
        <source>Colours: %1</source>
        <translation>Färger: %1</translation>
    </message>
    <message>
        <source>%1, %2. Struck through: no data yet. Hollow: no field.</source>
        <translation>%1, %2. Genomstruken: inga data ännu. Ihålig: inget fält.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 till %2</translation>
    </message>
    <message>
        <source>no field</source>
        <translation>inget fält</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>ingen bild</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>inga data</translation>
    </message>
</context>
<context>
    <name>locascope::PlateMapModel</name>
    <message>
        <source>%1, no field</source>
        <translation>%1, inget fält</translation>
    </message>
    <message>
        <source>Select column %1</source>
        <translation>Välj kolumn %1</translation>
    </message>
    <message>
        <source>Select row %1</source>
        <translation>Välj rad %1</translation>
    </message>
</context>
<context>
    <name>locascope::PlateMapPanel</name>
    <message>
        <source>Without a well</source>
        <translation>Utan brunn</translation>
    </message>
    <message>
        <source>Plate</source>
        <translation>Platta</translation>
    </message>
    <message>
        <source>This plate has neither wells nor folders: move with the gallery.</source>
        <translation>Plattan har varken brunnar eller mappar: förflytta dig med galleriet.</translation>
    </message>
    <message>
        <source>No field here is classified yet: Model, Classify the whole plate.</source>
        <translation>Inget fält här är klassificerat än: Modell, Klassificera hela plattan.</translation>
    </message>
    <message>
        <source>⚠ The model was trained on simulated images only.</source>
        <translation>⚠ Modellen är tränad enbart på simulerade bilder.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alla</translation>
    </message>
    <message>
        <source>Which plate of this directory is shown</source>
        <translation>Vilken platta i mappen som visas</translation>
    </message>
    <message>
        <source>What the wells are coloured by</source>
        <translation>Vad brunnarna färgas efter</translation>
    </message>
    <message>
        <source>Which class’s share is shown</source>
        <translation>Vilken klass andel som visas</translation>
    </message>
    <message>
        <source>The staining was not checked yet: Plate, Check the staining.</source>
        <translation>Färgningen är inte kontrollerad än: Platta, Kontrollera färgningen.</translation>
    </message>
    <message>
        <source>This plate has no sheet with a column to show: Plate, Attach sheet.</source>
        <translation>Plattan har ingen tabell med en kolumn att visa: Platta, Bifoga tabell.</translation>
    </message>
    <message>
        <source>Which column of the sheet is shown</source>
        <translation>Vilken av tabellens kolumner som visas</translation>
    </message>
    <message>
        <source>Names and wells are hidden: move with the gallery.</source>
        <translation>Namn och brunnar är dolda: rör dig med galleriet.</translation>
    </message>
</context>
<context>
    <name>locascope::PlateMapView</name>
    <message>
        <source>Plate map</source>
        <translation>Plattkarta</translation>
    </message>
</context>
<context>
    <name>locascope::ProblemsModel</name>
    <message>
        <source>Note: no sample of this plate has this stain</source>
        <translation>Notis: inget prov på plattan har den här färgningen</translation>
    </message>
    <message>
        <source>Note: the content is not what the name says; it was read as what it is</source>
        <translation>Notis: innehållet är inte vad namnet säger; det lästes som det är</translation>
    </message>
    <message>
        <source>Note: floating-point values; they were rounded to whole counts</source>
        <translation>Notis: flyttal; de avrundades till hela räkningar</translation>
    </message>
    <message>
        <source>Note: a link out of the plate, not followed</source>
        <translation>Notis: en länk ut ur plattan, följdes inte</translation>
    </message>
    <message>
        <source>Note: not a regular file, not opened</source>
        <translation>Notis: ingen vanlig fil, öppnades inte</translation>
    </message>
    <message>
        <source>This plate</source>
        <translation>Den här plattan</translation>
    </message>
    <message numerus="yes">
        <source>Note: files without a stain in the name: %n</source>
        <translation>
            <numerusform>Notis: filer utan färgning i namnet: %n</numerusform>
            <numerusform>Notis: filer utan färgning i namnet: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Note: channels of which no stain is known: %n</source>
        <translation>
            <numerusform>Notis: kanaler vars färgning inte är känd: %n</numerusform>
            <numerusform>Notis: kanaler vars färgning inte är känd: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>A file of this plate</source>
        <translation>En fil på den här plattan</translation>
    </message>
</context>
<context>
    <name>locascope::ProblemsPanel</name>
    <message>
        <source>Nothing of this plate is damaged or missing.</source>
        <translation>Inget på plattan är skadat eller saknas.</translation>
    </message>
    <message>
        <source>A double click goes to the sample</source>
        <translation>Ett dubbelklick går till provet</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problem</translation>
    </message>
</context>
<context>
    <name>locascope::QueueBar</name>
    <message>
        <source>This sample is not in the queue</source>
        <translation>Detta prov finns inte i kön</translation>
    </message>
    <message>
        <source>Why it is in the queue is hidden</source>
        <translation>Varför det är i kön är dolt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 av %3</translation>
    </message>
</context>
<context>
    <name>locascope::SaliencyView</name>
    <message>
        <source>a cell of the map: %1 pixels</source>
        <translation>en cell i kartan: %1 bildpunkter</translation>
    </message>
    <message>
        <source>a cell of the map: %1 µm</source>
        <translation>en cell i kartan: %1 µm</translation>
    </message>
    <message>
        <source>No map: this label is below its threshold. The Model menu can show it all the same.</source>
        <translation>Ingen karta: den här etiketten ligger under sin tröskel. Menyn Modell kan visa den ändå.</translation>
    </message>
    <message>
        <source>%1 is being computed…</source>
        <translation>%1 beräknas…</translation>
    </message>
    <message>
        <source>model %1 (%2)</source>
        <translation>modell %1 (%2)</translation>
    </message>
    <message>
        <source>peak %1 of %2</source>
        <translation>topp %1 av %2</translation>
    </message>
    <message>
        <source>Below its threshold: the model does not propose this label</source>
        <translation>Under sin tröskel: modellen föreslår inte den här etiketten</translation>
    </message>
    <message>
        <source>Where this class score depends on the image; not a segmentation, and no evidence that the label is right</source>
        <translation>Var poängen för den här klassen beror på bilden; ingen segmentering och inget bevis för att etiketten är rätt</translation>
    </message>
    <message>
        <source>Model looked here for %1</source>
        <translation>Här tittade modellen för %1</translation>
    </message>
    <message>
        <source>Model looked here for the labels that it proposes</source>
        <translation>Här tittade modellen för de etiketter som den föreslår</translation>
    </message>
    <message>
        <source>No map: the model proposes no labels on this plate until that is allowed</source>
        <translation>Ingen karta: modellen föreslår inga etiketter på denna platta förrän det tillåts</translation>
    </message>
    <message>
        <source>No map: the model proposes no label here</source>
        <translation>Ingen karta: modellen föreslår ingen etikett här</translation>
    </message>
</context>
<context>
    <name>locascope::SampleScope</name>
    <message>
        <source>All samples (%1)</source>
        <translation>Alla prov (%1)</translation>
    </message>
    <message>
        <source>Only what is shown (%1)</source>
        <translation>Bara det som visas (%1)</translation>
    </message>
    <message>
        <source>Only what is selected (%1)</source>
        <translation>Bara det som är markerat (%1)</translation>
    </message>
</context>
<context>
    <name>locascope::SheetDialog</name>
    <message>
        <source>Antibody</source>
        <translation>Antikropp</translation>
    </message>
    <message>
        <source>Gene</source>
        <translation>Gen</translation>
    </message>
    <message>
        <source>Cell line</source>
        <translation>Cellinje</translation>
    </message>
    <message>
        <source>Fixation</source>
        <translation>Fixering</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Kontroll</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupp</translation>
    </message>
    <message>
        <source>Attach a sheet</source>
        <translation>Bifoga en tabell</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Prover</translation>
    </message>
    <message>
        <source>Wells</source>
        <translation>Brunnar</translation>
    </message>
    <message>
        <source>(choose)</source>
        <translation>(välj)</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(ingen)</translation>
    </message>
    <message>
        <source>A row is about</source>
        <translation>En rad gäller</translation>
    </message>
    <message>
        <source>named in the column</source>
        <translation>som nämns i kolumnen</translation>
    </message>
    <message>
        <source>Plate in the column</source>
        <translation>Platta i kolumnen</translation>
    </message>
    <message>
        <source>Every other column can be filtered and exported by its name.</source>
        <translation>Varje annan kolumn kan filtreras och exporteras med sitt namn.</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Bifoga</translation>
    </message>
    <message>
        <source>First rows of the sheet, with their line in the file</source>
        <translation>Tabellens första rader, med deras rad i filen</translation>
    </message>
    <message>
        <source>Choose the column that names the wells or samples.</source>
        <translation>Välj kolumnen som nämner brunnarna eller proverna.</translation>
    </message>
    <message>
        <source>%1 of %2 samples have a row; %3 of %4 rows name nothing on this plate.</source>
        <translation>%1 av %2 prover har en rad; %3 av %4 rader nämner inget på den här plattan.</translation>
    </message>
    <message>
        <source>Hidden while blind</source>
        <translation>Dolda i blindläge</translation>
    </message>
    <message>
        <source>While “Plate, Hide blinded columns” holds, what these columns say is shown nowhere in the window</source>
        <translation>Så länge ”Platta, Dölj blindade kolumner” gäller visas det som står i dessa kolumner ingenstans i fönstret</translation>
    </message>
</context>
<context>
    <name>locascope::SiblingStrip</name>
    <message>
        <source>%1, in the same well: %2</source>
        <translation>%1, i samma brunn: %2</translation>
    </message>
    <message>
        <source>%1, with the same antibody: %2</source>
        <translation>%1, med samma antikropp: %2</translation>
    </message>
    <message>
        <source>+ %1</source>
        <translation>+ %1</translation>
    </message>
    <message>
        <source>More fields of this well or antibody</source>
        <translation>Fler fält från samma brunn eller med samma antikropp</translation>
    </message>
</context>
<context>
    <name>locascope::SimilarMapPanel</name>
    <message>
        <source>All samples look the same to this model.</source>
        <translation>Alla prov ser likadana ut för denna modell.</translation>
    </message>
    <message>
        <source>%1 of %2 samples. </source>
        <translation>%1 av %2 prov. </translation>
    </message>
    <message>
        <source>By class, decided or proposed</source>
        <translation>Efter klass, bedömd eller föreslagen</translation>
    </message>
    <message>
        <source>By decided class</source>
        <translation>Efter bedömd klass</translation>
    </message>
    <message>
        <source>By state of review</source>
        <translation>Efter granskningsläge</translation>
    </message>
    <message>
        <source>What the samples are coloured by</source>
        <translation>Vad proven färgas efter</translation>
    </message>
    <message>
        <source>Lay out again</source>
        <translation>Lägg ut på nytt</translation>
    </message>
    <message>
        <source>With the samples that were classified since</source>
        <translation>Med de prov som klassificerats sedan dess</translation>
    </message>
    <message>
        <source>Map of similar samples: click one to go to it, draw around several to show them alone, with Shift to add</source>
        <translation>Karta över liknande prov: klicka på ett för att gå dit, rita runt flera för att visa bara dem, med Skift för att lägga till</translation>
    </message>
    <message>
        <source>Laying out %1 samples…</source>
        <translation>Lägger ut %1 prov…</translation>
    </message>
    <message>
        <source>Drawn around on the map: %1</source>
        <translation>Inringade på kartan: %1</translation>
    </message>
    <message>
        <source>Principal components, %1 % of the variance: near is likely, not surely, alike. Draw around samples to show them alone.</source>
        <translation>Huvudkomponenter, %1 % av variansen: nära är troligen, inte säkert, lika. Rita runt prov för att visa bara dem.</translation>
    </message>
    <message>
        <source>A map needs features of three samples at least; there are those of %1. They are computed while the classifier goes through the plate (Model, Classify the whole plate).</source>
        <translation>En karta behöver särdrag från minst tre prov; det finns från %1. De beräknas medan klassificeraren går igenom plattan (Modell, Klassificera hela plattan).</translation>
    </message>
    <message>
        <source>Classes are those that were decided: this model&apos;s proposals are not allowed (Model, Let the model propose on this plate).</source>
        <translation>Klasserna är de som beslutats: modellens förslag är inte tillåtna (Modell, Låt modellen föreslå på den här plattan).</translation>
    </message>
</context>
<context>
    <name>locascope::SnapshotDialog</name>
    <message>
        <source>Scale &amp;bar</source>
        <translation>&amp;Skalstreck</translation>
    </message>
    <message>
        <source>&amp;Names and ranges</source>
        <translation>&amp;Namn och intervall</translation>
    </message>
    <message>
        <source>&amp;Labels that were given</source>
        <translation>&amp;Etiketter som har satts</translation>
    </message>
    <message>
        <source>What the &amp;model finds</source>
        <translation>Vad &amp;modellen hittar</translation>
    </message>
    <message>
        <source>Where the model loo&amp;ked</source>
        <translation>Var modellen &amp;tittade</translation>
    </message>
    <message>
        <source>Single stains in &amp;grey</source>
        <translation>Enskilda färgningar i &amp;grått</translation>
    </message>
    <message>
        <source>Save a snapshot</source>
        <translation>Spara en ögonblicksbild</translation>
    </message>
    <message>
        <source>The view as on screen</source>
        <translation>Vyn som på skärmen</translation>
    </message>
    <message>
        <source>The whole field, every pixel</source>
        <translation>Hela fältet, varje bildpunkt</translation>
    </message>
    <message>
        <source>A panel: selected fields × stains</source>
        <translation>En panel: markerade fält × färgningar</translation>
    </message>
    <message>
        <source>Raw counts of what is seen</source>
        <translation>Råa mätvärden av det som syns</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG-bild</translation>
    </message>
    <message>
        <source>PDF, for print</source>
        <translation>PDF, för tryck</translation>
    </message>
    <message>
        <source>SVG, to edit</source>
        <translation>SVG, att redigera</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Förhandsvisning</translation>
    </message>
    <message>
        <source>&amp;What:</source>
        <translation>&amp;Vad:</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>&amp;Format:</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>S&amp;para…</translation>
    </message>
    <message>
        <source>panel</source>
        <translation>panel</translation>
    </message>
    <message>
        <source>A TIFF of 8 or 16 bits with every stain as it was measured, never stretched, and where it comes from.</source>
        <translation>En TIFF med 8 eller 16 bitar med varje färgning som den mättes, aldrig sträckt, och varifrån den kommer.</translation>
    </message>
    <message>
        <source>Fields: the first %1 of those selected, all with the same ranges.</source>
        <translation>Fält: de %1 första av de markerade, alla med samma intervall.</translation>
    </message>
    <message>
        <source>Fields: %1, all with the same ranges. Select more in the gallery.</source>
        <translation>Fält: %1, alla med samma intervall. Markera fler i galleriet.</translation>
    </message>
</context>
<context>
    <name>locascope::StainMenu</name>
    <message>
        <source>Other colour…</source>
        <translation>Annan färg…</translation>
    </message>
    <message>
        <source>Choose any colour for %1</source>
        <translation>Välj vilken färg som helst för %1</translation>
    </message>
    <message>
        <source>Copy this contrast</source>
        <translation>Kopiera den här kontrasten</translation>
    </message>
    <message>
        <source>Minimum, maximum, gamma and colour of %1 as text, for another stain or plate</source>
        <translation>Minimum, maximum, gamma och färg för %1 som text, till en annan färgning eller platta</translation>
    </message>
    <message>
        <source>Paste here</source>
        <translation>Klistra in här</translation>
    </message>
    <message>
        <source>Show %1 as was copied; from another stain, without its colour</source>
        <translation>Visa %1 som det kopierade; från en annan färgning utan dess färg</translation>
    </message>
</context>
<context>
    <name>locascope::StainPanel</name>
    <message>
        <source>Composite</source>
        <translation>Sammansatt</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Färg</translation>
    </message>
    <message>
        <source>Greyscale</source>
        <translation>Gråskala</translation>
    </message>
    <message>
        <source>Composite adds the visible stains; Colour and Greyscale show the active one alone</source>
        <translation>Sammansatt adderar de synliga färgningarna; Färg och Gråskala visar den aktiva ensam</translation>
    </message>
    <message>
        <source>Display mode</source>
        <translation>Visningsläge</translation>
    </message>
    <message>
        <source>Protein Atlas</source>
        <translation>Protein Atlas</translation>
    </message>
    <message>
        <source>Colour-blind safe</source>
        <translation>För färgblinda</translation>
    </message>
    <message>
        <source>ImageJ</source>
        <translation>ImageJ</translation>
    </message>
    <message>
        <source>Own colours</source>
        <translation>Egna färger</translation>
    </message>
    <message>
        <source>Colours of the stains</source>
        <translation>Färgningarnas färger</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>Palett</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Återställ</translation>
    </message>
    <message>
        <source>Back to the plate’s automatic contrast, gamma 1</source>
        <translation>Tillbaka till plattans automatiska kontrast, gamma 1</translation>
    </message>
    <message>
        <source>⚠ The clipboard holds no contrast. Copy one here or in another window first.</source>
        <translation>⚠ Urklipp innehåller ingen kontrast. Kopiera en här eller i ett annat fönster först.</translation>
    </message>
    <message>
        <source>⚠ That contrast is of images of %1 bits, and this one has %2: raw values do not compare.</source>
        <translation>⚠ Den kontrasten hör till bilder med %1 bitar, och den här har %2: råvärdena går inte att jämföra.</translation>
    </message>
    <message>
        <source>⚠ The clipboard holds the contrast of other stains, not of this one.</source>
        <translation>⚠ Urklipp innehåller kontrasten för andra färgningar, inte för den här.</translation>
    </message>
    <message>
        <source>Copy, paste and keep contrast; measure it anew</source>
        <translation>Kopiera, klistra in och behåll kontrast; mät den på nytt</translation>
    </message>
</context>
<context>
    <name>locascope::StainRow</name>
    <message>
        <source>%1 · ½</source>
        <translation>%1 · ½</translation>
    </message>
    <message>
        <source>Show or hide %1 (Ctrl+%2; held: alone in grey)</source>
        <translation>Visa eller dölj %1 (Ctrl+%2; nedtryckt: ensam i grått)</translation>
    </message>
    <message>
        <source>½: half resolution. In a JPEG %1 this colour is stored more coarsely than brightness</source>
        <translation>½: halv upplösning. I en JPEG %1 lagras den här färgen grövre än ljusheten</translation>
    </message>
    <message>
        <source>Colour of %1, by ImageJ’s names</source>
        <translation>Färg för %1, med ImageJ:s namn</translation>
    </message>
    <message>
        <source>Show %1 alone in grey, and back</source>
        <translation>Visa %1 ensam i grått, och tillbaka</translation>
    </message>
    <message>
        <source>%1: raw value shown as black</source>
        <translation>%1: råvärde som visas svart</translation>
    </message>
    <message>
        <source>%1: raw value shown at full brightness</source>
        <translation>%1: råvärde som visas med full ljusstyrka</translation>
    </message>
    <message>
        <source>%1: gamma; 1.00 is linear, above it mid-tones are brighter</source>
        <translation>%1: gamma; 1,00 är linjärt, däröver är mellantoner ljusare</translation>
    </message>
    <message>
        <source>A sign stands here while gamma is not 1: brightness is then not proportional to the raw value</source>
        <translation>Ett tecken står här medan gamma inte är 1: ljusstyrkan är då inte proportionell mot råvärdet</translation>
    </message>
    <message>
        <source>%1: how often each raw value occurs in this image, on a logarithmic scale. Drag the handles.</source>
        <translation>%1: hur ofta varje råvärde förekommer i bilden, på logaritmisk skala. Dra i handtagen.</translation>
    </message>
    <message>
        <source>%1, minimum</source>
        <translation>%1, minimum</translation>
    </message>
    <message>
        <source>%1, maximum</source>
        <translation>%1, maximum</translation>
    </message>
    <message>
        <source>%1, gamma</source>
        <translation>%1, gamma</translation>
    </message>
    <message>
        <source>%1, histogram</source>
        <translation>%1, histogram</translation>
    </message>
    <message>
        <source>%1, colour</source>
        <translation>%1, färg</translation>
    </message>
    <message>
        <source>%1, alone</source>
        <translation>%1, ensam</translation>
    </message>
    <message>
        <source>not on this plate</source>
        <translation>saknas på plattan</translation>
    </message>
    <message>
        <source>%1: how often each raw value occurs in this image. Drag the handles.</source>
        <translation>%1: hur ofta varje råvärde förekommer i den här bilden. Dra i handtagen.</translation>
    </message>
</context>
<context>
    <name>locascope::StainingPanel</name>
    <message>
        <source>Against all controls</source>
        <translation>Mot alla kontroller</translation>
    </message>
    <message>
        <source>Against %1</source>
        <translation>Mot %1</translation>
    </message>
    <message>
        <source>Against the whole plate</source>
        <translation>Mot hela plattan</translation>
    </message>
    <message>
        <source>Open a plate to check its staining.</source>
        <translation>Öppna en platta för att kontrollera dess färgning.</translation>
    </message>
    <message>
        <source>Measuring; the progress is in the status bar. What was measured before is taken over.</source>
        <translation>Mäter; förloppet visas i statusraden. Det som redan är mätt tas över.</translation>
    </message>
    <message>
        <source>Measures background, foreground, saturation, focus and nuclei of every field, and holds each well against the controls that the sheet names.</source>
        <translation>Mäter bakgrund, förgrund, mättnad, fokus och kärnor i varje fält och jämför varje brunn med de kontroller som tabellen anger.</translation>
    </message>
    <message>
        <source>%1 rows, %2 flagged. %3 of %4 fields measured, %5 of them compared with. A click on a row shows its fields, the worst first.</source>
        <translation>%1 rader, %2 flaggade. %3 av %4 fält mätta, jämförelsen är med %5 av dem. Ett klick på en rad visar dess fält, de sämsta först.</translation>
    </message>
    <message>
        <source>The sheet names no controls: each well is held against the whole plate.</source>
        <translation>Tabellen anger inga kontroller: varje brunn jämförs med hela plattan.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppa</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Kontrollera igen</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Kontrollera</translation>
    </message>
    <message>
        <source>Export the staining check</source>
        <translation>Exportera färgningskontrollen</translation>
    </message>
    <message>
        <source>All stains</source>
        <translation>Alla färgningar</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>Alla mått</translation>
    </message>
    <message>
        <source>Flagged only</source>
        <translation>Bara flaggade</translation>
    </message>
    <message>
        <source>List only what is out of the ordinary</source>
        <translation>Lista bara det som avviker</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopiera</translation>
    </message>
    <message>
        <source>Copy the listed rows as CSV</source>
        <translation>Kopiera de listade raderna som CSV</translation>
    </message>
    <message>
        <source>Write the listed rows to a CSV file</source>
        <translation>Skriv de listade raderna till en CSV-fil</translation>
    </message>
    <message>
        <source>Measure what was not measured before</source>
        <translation>Mät det som inte är mätt än</translation>
    </message>
    <message>
        <source>Which stain is listed</source>
        <translation>Vilken färgning som listas</translation>
    </message>
    <message>
        <source>Which figure is listed, and shown on the plate map</source>
        <translation>Vilket mått som listas och visas på plattkartan</translation>
    </message>
    <message>
        <source>What the wells are held against</source>
        <translation>Vad brunnarna jämförs med</translation>
    </message>
    <message>
        <source>Staining of the wells</source>
        <translation>Brunnarnas färgning</translation>
    </message>
    <message>
        <source>Against one of the controls</source>
        <translation>Mot en av kontrollerna</translation>
    </message>
</context>
<context>
    <name>locascope::StainingTableModel</name>
    <message>
        <source>Well</source>
        <translation>Brunn</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupp</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Kontroll</translation>
    </message>
    <message>
        <source>Stain</source>
        <translation>Färgning</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Mått</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Värde</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>Kontroller</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Kvot</translation>
    </message>
    <message>
        <source>z</source>
        <translation>z</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Fält</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flaggor</translation>
    </message>
    <message>
        <source>Well, folder, group of the sheet, or field</source>
        <translation>Brunn, mapp, grupp i tabellen eller fält</translation>
    </message>
    <message>
        <source>What the sheet says: its group, else its antibody</source>
        <translation>Vad tabellen säger: gruppen, annars antikroppen</translation>
    </message>
    <message>
        <source>What the sheet says: which control this is</source>
        <translation>Vad tabellen säger: vilken kontroll det är</translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation>Vad som mättes</translation>
    </message>
    <message>
        <source>Median of the fields</source>
        <translation>Fältens median</translation>
    </message>
    <message>
        <source>Median of all fields of the controls, or of what is compared with</source>
        <translation>Medianen av kontrollernas alla fält, eller av det som jämförelsen görs med</translation>
    </message>
    <message>
        <source>Value divided by that of the controls</source>
        <translation>Värdet delat med kontrollernas</translation>
    </message>
    <message>
        <source>Robust z: the distance from the controls’ median in 1.4826 times their median absolute deviation</source>
        <translation>Robust z: avståndet från kontrollernas median i 1,4826 gånger deras medianabsolutavvikelse</translation>
    </message>
    <message>
        <source>Fields that were measured</source>
        <translation>Fält som mättes</translation>
    </message>
    <message>
        <source>Out of focus: z below −3 and ratio below 0.7. Saturated: over 1 % of the foreground. Empty: half of the fields. Weak: the protein is no brighter than in the negative controls. High background: z over 3 and ratio over 1.5. Nuclear size: |z| over 3 and 1.4 times larger or smaller. Unread: an image could not be read</source>
        <translation>Ur fokus: z under −3 och kvot under 0,7. Mättat: över 1 % av förgrunden. Tomt: hälften av fälten. Svag: proteinet är inte ljusare än i de negativa kontrollerna. Hög bakgrund: z över 3 och kvot över 1,5. Kärnstorlek: |z| över 3 och 1,4 gånger större eller mindre. Oläst: en bild kunde inte läsas</translation>
    </message>
</context>
<context>
    <name>locascope::StartPage</name>
    <message>
        <source>Open %1</source>
        <translation>Öppna %1</translation>
    </message>
    <message>
        <source>Open a directory of four-stain images, or drop it here; to look around first, open a simulated plate.</source>
        <translation>Öppna en katalog med bilder i fyra färgningar, eller släpp den här; öppna en simulerad platta för att först se dig omkring.</translation>
    </message>
    <message>
        <source>Open a plate…</source>
        <translation>Öppna en platta…</translation>
    </message>
    <message>
        <source>Choose a directory with files named like &lt;id&gt;_blue.png</source>
        <translation>Välj en katalog med filer som heter till exempel &lt;id&gt;_blue.png</translation>
    </message>
    <message>
        <source>Open a simulated plate</source>
        <translation>Öppna en simulerad platta</translation>
    </message>
    <message>
        <source>Cells drawn by the program, with known labels; takes some seconds the first time</source>
        <translation>Celler ritade av programmet, med kända etiketter; tar några sekunder första gången</translation>
    </message>
    <message>
        <source>Drawing cells</source>
        <translation>Ritar celler</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Stop drawing the simulated plate</source>
        <translation>Sluta rita den simulerade plattan</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>Öppnat tidigare</translation>
    </message>
</context>
<context>
    <name>locascope::StatusLine</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 av %2</translation>
    </message>
    <message>
        <source>%1 reviewed</source>
        <translation>%1 granskade</translation>
    </message>
    <message>
        <source>%1 of %2 samples of the plate are reviewed</source>
        <translation>%1 av plattans %2 prov är granskade</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>sparat</translation>
    </message>
    <message numerus="yes">
        <source>⚠ %n not saved</source>
        <translation>
            <numerusform>⚠ %n ej sparade</numerusform>
            <numerusform>⚠ %n ej sparade</numerusform>
        </translation>
    </message>
    <message>
        <source>saving</source>
        <translation>sparar</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Files are read by the naming scheme “%1”, which was chosen. Press to choose another.</source>
        <translation>Filerna läses med namnschemat ”%1”, som valdes. Tryck för att välja ett annat.</translation>
    </message>
    <message>
        <source>Files are read by the naming scheme “%1”, which was recognised. Press to choose another.</source>
        <translation>Filerna läses med namnschemat ”%1”, som kändes igen. Tryck för att välja ett annat.</translation>
    </message>
    <message numerus="yes">
        <source>waiting for the server: %n</source>
        <translation>
            <numerusform>väntar på servern: %n</numerusform>
            <numerusform>väntar på servern: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>⚠ refused by the server: %n</source>
        <translation>
            <numerusform>⚠ nekat av servern: %n</numerusform>
            <numerusform>⚠ nekade av servern: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>locascope::VocabularyDialog</name>
    <message>
        <source>Add the sample on screen</source>
        <translation>Lägg till provet på skärmen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Ta bort</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändra</translation>
    </message>
    <message>
        <source>Show samples to look at again</source>
        <translation>Visa prover att se över igen</translation>
    </message>
    <message>
        <source>Classes of this review</source>
        <translation>Granskningens klasser</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Byt namn</translation>
    </message>
    <message>
        <source>Merge into another</source>
        <translation>Slå samman med en annan</translation>
    </message>
    <message>
        <source>Split into new ones</source>
        <translation>Dela i nya</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Lägg till</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>Dra in</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Återställ</translation>
    </message>
    <message>
        <source>Describe</source>
        <translation>Beskriv</translation>
    </message>
    <message>
        <source>a digit, alone or behind Shift+ or Alt+</source>
        <translation>en siffra, ensam eller efter Shift+ eller Alt+</translation>
    </message>
    <message>
        <source>for the history</source>
        <translation>för historiken</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Vad</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Namn</translation>
    </message>
    <message>
        <source>&amp;Into</source>
        <translation>&amp;Med</translation>
    </message>
    <message>
        <source>C&amp;olour</source>
        <translation>&amp;Färg</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Tangent</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Grupp</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Beskrivning</translation>
    </message>
    <message>
        <source>&amp;Exemplars</source>
        <translation>F&amp;örebilder</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Skäl</translation>
    </message>
    <message>
        <source>names, separated by ;</source>
        <translation>namn, åtskilda av ;</translation>
    </message>
    <message>
        <source>The decisions are being counted.</source>
        <translation>Besluten räknas.</translation>
    </message>
    <message>
        <source>Not possible: %1.</source>
        <translation>Inte möjligt: %1.</translation>
    </message>
    <message>
        <source>Not changed: %1.</source>
        <translation>Inte ändrat: %1.</translation>
    </message>
</context>
<context>
    <name>locascope::VocabularyTableModel</name>
    <message>
        <source>No.</source>
        <translation>Nr</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klass</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tangent</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Grupp</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Prover</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tillstånd</translation>
    </message>
</context>
</TS>
