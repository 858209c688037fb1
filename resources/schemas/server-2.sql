-- Version 2: what a blinded review hides is withheld from whoever is neither adjudicator nor owner. Row security lets the owner of the tables, and so the functions of version 1, see everything.

-- Whether the setting `blinding` hides `what`. As in the program, a word that is not known hides everything.
CREATE FUNCTION locascope.hides(of_review integer, what text) RETURNS boolean STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    hidden text[];
    known constant text[] := ARRAY['predictions', 'saliency', 'other-reviewers', 'similar', 'queue-reasons', 'map-colours', 'sort-orders', 'sheet-columns', 'names'];
BEGIN
    SELECT array_remove(string_to_array(convert_from(value, 'UTF8'), ' '), '') INTO hidden
        FROM locascope.settings WHERE review = of_review AND key = 'blinding'::bytea;
    RETURN coalesce(what = ANY (hidden) OR NOT hidden <@ known, false);
END $$;

CREATE FUNCTION locascope.is_withheld(of_review integer, what text) RETURNS boolean STABLE LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
    RETURN NOT locascope.may_rule() AND locascope.hides(of_review, what);

CREATE FUNCTION locascope.withheld_reviews(what text) RETURNS SETOF integer STABLE LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
BEGIN ATOMIC
    SELECT id FROM locascope.reviews WHERE locascope.is_withheld(id, what);
END;

CREATE FUNCTION locascope.own_names() RETURNS SETOF bytea STABLE LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
BEGIN ATOMIC
    SELECT reviewer FROM locascope.members WHERE login = session_user;
END;

CREATE FUNCTION locascope.own_keys() RETURNS SETOF bytea STABLE LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
BEGIN ATOMIC
    SELECT 'position/'::bytea || reviewer FROM locascope.members WHERE login = session_user;
END;

CREATE FUNCTION locascope.percent_decoded(words text) RETURNS bytea IMMUTABLE STRICT LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    pieces text[] := string_to_array(words, '%');
    bytes bytea := convert_to(pieces[1], 'UTF8');
BEGIN
    FOR i IN 2 .. array_length(pieces, 1) LOOP
        bytes := bytes || decode(substr(pieces[i], 1, 2), 'hex') || convert_to(substr(pieces[i], 3), 'UTF8');
    END LOOP;
    RETURN bytes;
END $$;

-- Of samples drawn by lot to judge models by nobody who labels is told a prediction.
CREATE FUNCTION locascope.drawn_predictions() RETURNS TABLE (model integer, sample bytea) STABLE LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF locascope.may_rule() THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT m.id, locascope.percent_decoded(drawn.id)
        FROM locascope.settings s JOIN locascope.models m ON m.review = s.review
        CROSS JOIN LATERAL json_array_elements_text(convert_from(s.value, 'UTF8')::json -> 'samples') AS drawn(id)
        WHERE s.key = 'audit-draw'::bytea AND length(s.value) > 0;
END $$;

CREATE FUNCTION locascope.withheld_models() RETURNS SETOF integer STABLE LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
BEGIN ATOMIC
    SELECT id FROM locascope.models WHERE locascope.is_withheld(review, 'predictions');
END;

ALTER TABLE locascope.events ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON locascope.events FOR SELECT TO locascope_reviewer USING (
    cause = 'vocabulary' OR review NOT IN (SELECT locascope.withheld_reviews('other-reviewers')) OR reviewer IN (SELECT locascope.own_names()));
ALTER TABLE locascope.current ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON locascope.current FOR SELECT TO locascope_reviewer USING (
    review NOT IN (SELECT locascope.withheld_reviews('other-reviewers')) OR reviewer IN (SELECT locascope.own_names()));
ALTER TABLE locascope.predictions ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON locascope.predictions FOR SELECT TO locascope_reviewer USING (
    model NOT IN (SELECT locascope.withheld_models()) AND (model, sample) NOT IN (SELECT d.model, d.sample FROM locascope.drawn_predictions() d));
-- Where others are, and the sheet.
ALTER TABLE locascope.settings ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON locascope.settings FOR SELECT TO locascope_reviewer USING (
    (substr(key, 1, 9) <> 'position/'::bytea OR review NOT IN (SELECT locascope.withheld_reviews('other-reviewers')) OR key IN (SELECT locascope.own_keys()))
    AND (key <> 'sheet'::bytea OR review NOT IN (SELECT locascope.withheld_reviews('sheet-columns'))));

-- Row security lets an index be used only by what tells nothing of rows that are withheld: an equality of bytes, not one of their SHA-256. A hash index has room for values of any length.
CREATE INDEX events_of_sample ON locascope.events USING hash (sample);
DROP INDEX locascope.events_by_sample;

-- What gives labels their meaning, what is hidden, who is to judge what, and the project's keys are for those to say who may rule; where a reviewer is, for himself.
CREATE OR REPLACE FUNCTION locascope.put_setting(of_review integer, of_key bytea, new_value bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    of_team constant bytea[] := ARRAY['blinding'::bytea, 'audit-draw'::bytea, 'assignment'::bytea, 'keys'::bytea];
    vocabulary constant bytea := 'vocabulary'::bytea;
BEGIN
    IF EXISTS (SELECT FROM locascope.settings s WHERE s.review = of_review AND s.key = of_key AND s.value = new_value) THEN
        RETURN;
    END IF;
    IF NOT locascope.may_rule() THEN
        IF of_key = ANY (of_team) OR (of_key = vocabulary AND EXISTS (SELECT FROM locascope.settings s WHERE s.review = of_review AND s.key = of_key)) THEN
            RAISE EXCEPTION 'this setting is changed by adjudicators and owners' USING ERRCODE = 'LS005';
        END IF;
        IF substr(of_key, 1, 9) = 'position/'::bytea AND NOT locascope.may_speak_for(substr(of_key, 10)) THEN
            RAISE EXCEPTION 'the login % may not speak for this reviewer', session_user USING ERRCODE = 'LS001';
        END IF;
    END IF;
    INSERT INTO locascope.settings AS s VALUES (of_review, of_key, new_value)
        ON CONFLICT (review, sha256(key)) DO UPDATE SET value = excluded.value;
    IF of_key = ANY (of_team) OR of_key = vocabulary THEN
        PERFORM pg_notify('locascope', of_review || ' settings');
    END IF;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA locascope FROM PUBLIC;
GRANT EXECUTE ON FUNCTION locascope.hides, locascope.is_withheld, locascope.withheld_reviews, locascope.own_names, locascope.own_keys, locascope.drawn_predictions,
    locascope.withheld_models TO locascope_reviewer;
