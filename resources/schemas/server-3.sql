-- Version 3: who is to judge what is an event of the cause `assignment`, as in version 4 of review files. Whoever may rule says it, and everybody sees it, as changes of classes.

CREATE FUNCTION locascope.require_assigner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NOT locascope.may_rule() THEN
        RAISE EXCEPTION 'the login % may not assign samples', session_user USING ERRCODE = 'LS002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assignments_by_adjudicators BEFORE INSERT ON locascope.events FOR EACH ROW WHEN (NEW.cause = 'assignment') EXECUTE FUNCTION locascope.require_assigner();

ALTER POLICY shown ON locascope.events USING (
    cause IN ('vocabulary', 'assignment') OR review NOT IN (SELECT locascope.withheld_reviews('other-reviewers')) OR reviewer IN (SELECT locascope.own_names()));

REVOKE ALL ON FUNCTION locascope.require_assigner FROM PUBLIC;

-- Ten thousand events of an act were looked up ten thousand times in the one row that append_events holds locked; nothing else writes these tables.
ALTER TABLE locascope.events DROP CONSTRAINT events_review_fkey;
ALTER TABLE locascope.current DROP CONSTRAINT current_review_fkey;

-- The same bytes; nearly all numbers are lengths below 256, which need no turning round.
CREATE OR REPLACE FUNCTION locascope.number(value bigint) RETURNS bytea IMMUTABLE LANGUAGE sql
    RETURN CASE WHEN value BETWEEN 0 AND 255 THEN set_byte('\x0000000000000000'::bytea, 0, value::integer)
        ELSE substr(int8send(value), 8, 1) || substr(int8send(value), 7, 1) || substr(int8send(value), 6, 1) || substr(int8send(value), 5, 1)
            || substr(int8send(value), 4, 1) || substr(int8send(value), 3, 1) || substr(int8send(value), 2, 1) || substr(int8send(value), 1, 1) END;

-- The same for whoever calls it, but that of reviewers, times, causes, models, vocabularies, acts and undone an array of one element says what holds for every event: an act of ten
-- thousand says the same of nearly all of them. That a uuid is new is taken as said at first; each is looked up only where the index of uuids knows better, and before a right is missed, for what is there already needs none.
CREATE OR REPLACE FUNCTION locascope.append_events(of_review integer, uuids bytea[], samples bytea[], reviewers bytea[], times bigint[], causes text[],
    befores bytea[], afters bytea[], models bytea[], vocabularies bytea[], acts bytea[], undone bytea[])
RETURNS TABLE (place bigint, number bigint, is_new boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET enable_seqscan = off SET jit = off SET work_mem = '32MB' AS $$
DECLARE
    newest bigint;
    newest_hash text;
    is_looked_up boolean := false;
    has_one_act boolean := cardinality(acts) = 1;
    has_one_undone boolean := cardinality(undone) = 1;
    given record;
    last_checked bytea;
    firsts bigint[] := (SELECT array_agg(f.first ORDER BY f.place)
        FROM (SELECT u.place, min(u.place) OVER (PARTITION BY u.uuid) AS first FROM unnest(uuids) WITH ORDINALITY AS u(uuid, place)) f);
    numbers bigint[];
    news boolean[];
    hashes text[];
BEGIN
    <<attempts>>
    LOOP
        SELECT r.head_sequence, r.head_hash INTO STRICT newest, newest_hash FROM locascope.reviews r WHERE r.id = of_review FOR UPDATE;
        numbers := '{}';
        news := '{}';
        hashes := '{}';
        FOR given IN
            SELECT g.reviewer, g.cause, g.first, g.place,
                CASE WHEN is_looked_up THEN (SELECT e.sequence FROM locascope.events e WHERE e.review + 0 = of_review AND sha256(e.uuid) = sha256(g.uuid)) END AS known,
                locascope.field(g.uuid) || locascope.field(g.sample) || locascope.field(g.reviewer) || '\x0800000000000000'::bytea || locascope.number(g.time_ms)
                    || locascope.field(convert_to(g.cause, 'UTF8')) || locascope.field(g.before) || locascope.field(g.after) || locascope.field(g.model)
                    || locascope.field(g.vocabulary) || CASE WHEN g.act IS NULL AND g.undoes IS NULL THEN ''::bytea ELSE locascope.field(g.act) || locascope.field(g.undoes) END AS content
            FROM (SELECT a.place, a.first, a.uuid, a.sample, coalesce(a.reviewer, reviewers[1]) AS reviewer, coalesce(a.time_ms, times[1]) AS time_ms, coalesce(a.cause, causes[1]) AS cause,
                    a.before, a.after, coalesce(a.model, models[1]) AS model, coalesce(a.vocabulary, vocabularies[1]) AS vocabulary,
                    CASE WHEN has_one_act THEN acts[1] ELSE a.act END AS act, CASE WHEN has_one_undone THEN undone[1] ELSE a.undoes END AS undoes
                FROM unnest(uuids, samples, reviewers, times, causes, befores, afters, models, vocabularies, acts, undone, firsts)
                    WITH ORDINALITY AS a(uuid, sample, reviewer, time_ms, cause, before, after, model, vocabulary, act, undoes, first, place) OFFSET 0) g ORDER BY g.place
        LOOP
            IF given.known IS NOT NULL OR given.first < given.place THEN
                numbers[given.place] := coalesce(given.known, numbers[given.first]);
                news[given.place] := false;
                hashes[given.place] := '';
                CONTINUE;
            END IF;
            IF last_checked IS DISTINCT FROM given.reviewer THEN
                IF NOT locascope.may_speak_for(given.reviewer) THEN
                    IF NOT is_looked_up THEN
                        is_looked_up := true;
                        CONTINUE attempts;
                    END IF;
                    RAISE EXCEPTION 'the login % may not speak for this reviewer', session_user USING ERRCODE = 'LS001';
                END IF;
                last_checked := given.reviewer;
            END IF;
            IF given.cause IN ('ruling', 'vocabulary') AND NOT locascope.may_rule() THEN
                IF NOT is_looked_up THEN
                    is_looked_up := true;
                    CONTINUE attempts;
                END IF;
                RAISE EXCEPTION 'the login % may neither rule nor change classes', session_user USING ERRCODE = 'LS002';
            END IF;
            newest := newest + 1;
            newest_hash := encode(sha256(locascope.field(convert_to(newest_hash, 'UTF8')) || '\x0800000000000000'::bytea || locascope.number(newest) || given.content), 'hex');
            numbers[given.place] := newest;
            news[given.place] := true;
            hashes[given.place] := newest_hash;
        END LOOP;
        BEGIN
            INSERT INTO locascope.events
                SELECT of_review, g.number, g.uuid, g.sample, coalesce(g.reviewer, reviewers[1]), coalesce(g.time_ms, times[1]), coalesce(g.cause, causes[1]), g.before, g.after,
                    coalesce(g.model, models[1]), coalesce(g.vocabulary, vocabularies[1]), g.hash, CASE WHEN has_one_act THEN acts[1] ELSE g.act END,
                    CASE WHEN has_one_undone THEN undone[1] ELSE g.undoes END, session_user
                FROM unnest(uuids, samples, reviewers, times, causes, befores, afters, models, vocabularies, acts, undone, numbers, hashes, news)
                    AS g(uuid, sample, reviewer, time_ms, cause, before, after, model, vocabulary, act, undoes, number, hash, is_new)
                WHERE g.is_new ORDER BY g.number;
            EXIT attempts;
        EXCEPTION WHEN unique_violation THEN
            IF is_looked_up THEN
                RAISE;
            END IF;
            is_looked_up := true;
        END;
    END LOOP;
    INSERT INTO locascope.current AS c
        SELECT DISTINCT ON (g.sample, g.reviewer) of_review, g.sample, g.reviewer, g.number
        FROM (SELECT a.sample, coalesce(a.reviewer, reviewers[1]) AS reviewer, a.number, a.is_new FROM unnest(samples, reviewers, numbers, news) AS a(sample, reviewer, number, is_new)) g
        WHERE g.is_new ORDER BY g.sample, g.reviewer, g.number DESC
        ON CONFLICT (review, sha256(sample), sha256(reviewer)) DO UPDATE SET sequence = excluded.sequence;
    UPDATE locascope.reviews r SET head_sequence = newest, head_hash = newest_hash WHERE r.id = of_review;
    PERFORM pg_notify('locascope', of_review::text);
    RETURN QUERY SELECT g.place, g.number, g.is_new FROM unnest(numbers, news) WITH ORDINALITY AS g(number, is_new, place);
END $$;

-- Room on the page for the newer version of a row, which then needs no new entry in the index.
ALTER TABLE locascope.current SET (fillfactor = 45);

-- The same rule; the key tells numbers apart, so as many of them as there are between the first and the last leave no gap, and the first alone is looked up.
CREATE OR REPLACE FUNCTION locascope.refuse_gap() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET jit = off AS $$
BEGIN
    IF EXISTS (SELECT FROM (SELECT a.review, min(a.sequence) AS first, max(a.sequence) AS last, count(*) AS count FROM added a GROUP BY a.review) g
        WHERE g.first < 1 OR g.count <> g.last - g.first + 1 OR (g.first > 1 AND
            (SELECT e.sequence FROM locascope.events e WHERE e.review = g.review AND e.sequence = g.first - 1) IS NULL)) THEN
        RAISE EXCEPTION 'label events are only appended' USING ERRCODE = 'LS003';
    END IF;
    RETURN NULL;
END $$;
