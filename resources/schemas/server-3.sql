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
