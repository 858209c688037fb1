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
    RETURN CASE WHEN value BETWEEN 0 AND 255 THEN substr(int8send(value), 8, 1) || '\x00000000000000'::bytea
        ELSE substr(int8send(value), 8, 1) || substr(int8send(value), 7, 1) || substr(int8send(value), 6, 1) || substr(int8send(value), 5, 1)
            || substr(int8send(value), 4, 1) || substr(int8send(value), 3, 1) || substr(int8send(value), 2, 1) || substr(int8send(value), 1, 1) END;

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
