-- Reviews of a team in one PostgreSQL database, version 1. Run as locascope_owner in an empty schema `locascope`.
-- Names, reviewers, digests and notes are bytea: bytes as they came. Unique are their SHA-256: an index has no room for long ones.

-- `readable_from`: the oldest program that may read this version, by the newest version it knows.
CREATE TABLE locascope.versions (
    version integer PRIMARY KEY,
    readable_from integer NOT NULL,
    applied timestamptz NOT NULL DEFAULT now(),
    applied_by text NOT NULL DEFAULT session_user
);

-- The newest event of each review; who appends holds this row, so that numbers have no gap and the chain no fork.
CREATE TABLE locascope.reviews (
    id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    uuid text NOT NULL UNIQUE,
    head_sequence bigint NOT NULL DEFAULT 0,
    head_hash text NOT NULL
);

-- Where its plate was seen, newest last.
CREATE TABLE locascope.bindings (
    sequence bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    review integer NOT NULL REFERENCES locascope.reviews,
    root bytea NOT NULL,
    fingerprint bytea NOT NULL
);

-- Whom a login may speak for. Its rights come of the roles locascope_reviewer, locascope_adjudicator and locascope_owner.
CREATE TABLE locascope.members (
    login text NOT NULL,
    reviewer bytea NOT NULL,
    PRIMARY KEY (login, reviewer)
);

-- Label events, numbered 1, 2, 3, … without a gap in each review. `before` and `after` are decisions in CBOR (RFC 8949), NULL for none.
CREATE TABLE locascope.events (
    review integer NOT NULL REFERENCES locascope.reviews,
    sequence bigint NOT NULL,
    uuid bytea NOT NULL,
    sample bytea NOT NULL,
    reviewer bytea NOT NULL,
    time_ms bigint NOT NULL,
    cause text NOT NULL,
    before bytea,
    after bytea,
    model bytea NOT NULL,
    vocabulary bytea NOT NULL,
    hash text NOT NULL,
    act bytea,
    undoes bytea,
    login text NOT NULL DEFAULT session_user,
    PRIMARY KEY (review, sequence)
);
-- Of one review they are asked for with `review + 0`, so that plans made while the table was small do not walk through the review.
CREATE UNIQUE INDEX events_by_uuid ON locascope.events (sha256(uuid), review);
CREATE INDEX events_by_sample ON locascope.events (sha256(sample), sequence);

-- The newest event of each sample and reviewer; can be derived from events at any time.
CREATE TABLE locascope.current (
    review integer NOT NULL REFERENCES locascope.reviews,
    sample bytea NOT NULL,
    reviewer bytea NOT NULL,
    sequence bigint NOT NULL
);
CREATE UNIQUE INDEX current_by_sample ON locascope.current (review, sha256(sample), sha256(reviewer));

CREATE TABLE locascope.models (
    id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    review integer NOT NULL REFERENCES locascope.reviews,
    digest bytea NOT NULL
);
CREATE UNIQUE INDEX models_by_digest ON locascope.models (review, sha256(digest));

-- `probabilities` are 32-bit IEEE 754 numbers, little-endian, one per class.
CREATE TABLE locascope.predictions (
    model integer NOT NULL REFERENCES locascope.models,
    sample bytea NOT NULL,
    probabilities bytea NOT NULL,
    content bytea NOT NULL
);
CREATE UNIQUE INDEX predictions_by_sample ON locascope.predictions (model, sha256(sample));

CREATE TABLE locascope.settings (
    review integer NOT NULL REFERENCES locascope.reviews,
    key bytea NOT NULL,
    value bytea NOT NULL
);
CREATE UNIQUE INDEX settings_by_key ON locascope.settings (review, sha256(key));

CREATE FUNCTION locascope.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'label events are never changed and never deleted' USING ERRCODE = 'LS003';
END $$;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE OR DELETE ON locascope.events
    FOR EACH ROW EXECUTE FUNCTION locascope.refuse_change();
CREATE TRIGGER events_are_never_emptied BEFORE TRUNCATE ON locascope.events
    FOR EACH STATEMENT EXECUTE FUNCTION locascope.refuse_change();

-- Also keeps a row from being written behind the back of append_events. For all rows of a statement at once, each looked up by the key.
CREATE FUNCTION locascope.refuse_gap() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET jit = off AS $$
BEGIN
    IF EXISTS (SELECT FROM added a WHERE a.sequence < 1 OR (a.sequence > 1 AND
        (SELECT e.sequence FROM locascope.events e WHERE e.review = a.review AND e.sequence = a.sequence - 1) IS NULL)) THEN
        RAISE EXCEPTION 'label events are only appended' USING ERRCODE = 'LS003';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER events_are_only_appended AFTER INSERT ON locascope.events REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION locascope.refuse_gap();

CREATE FUNCTION locascope.is_owner() RETURNS boolean STABLE LANGUAGE sql SET search_path = pg_catalog
    RETURN pg_has_role(session_user, 'locascope_owner', 'MEMBER');

CREATE FUNCTION locascope.may_rule() RETURNS boolean STABLE LANGUAGE sql SET search_path = pg_catalog
    RETURN pg_has_role(session_user, 'locascope_owner', 'MEMBER') OR pg_has_role(session_user, 'locascope_adjudicator', 'MEMBER');

-- The owner copies reviews of others, and so may speak for anybody.
CREATE FUNCTION locascope.may_speak_for(name bytea) RETURNS boolean STABLE LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
    RETURN pg_has_role(session_user, 'locascope_owner', 'MEMBER')
        OR EXISTS (SELECT FROM locascope.members WHERE login = session_user AND reviewer = name);

-- 64 bits, little-endian. This and the next are inlined where they are called: ten thousand events need some hundred thousand of them.
CREATE FUNCTION locascope.number(value bigint) RETURNS bytea IMMUTABLE LANGUAGE sql
    RETURN substr(int8send(value), 8, 1) || substr(int8send(value), 7, 1) || substr(int8send(value), 6, 1) || substr(int8send(value), 5, 1)
        || substr(int8send(value), 4, 1) || substr(int8send(value), 3, 1) || substr(int8send(value), 2, 1) || substr(int8send(value), 1, 1);

CREATE FUNCTION locascope.field(value bytea) RETURNS bytea IMMUTABLE LANGUAGE sql
    RETURN coalesce(locascope.number(length(value)) || value, '\xffffffffffffffff'::bytea);

-- Appends events in their order, all or none, and tells the number of each; one whose uuid is there already is left as it is.
-- The hash of each is as chainedHash() of the program: SHA-256 over the hash before and every field, each preceded by its length.
CREATE FUNCTION locascope.append_events(of_review integer, uuids bytea[], samples bytea[], reviewers bytea[], times bigint[], causes text[],
    befores bytea[], afters bytea[], models bytea[], vocabularies bytea[], acts bytea[], undone bytea[])
RETURNS TABLE (place bigint, number bigint, is_new boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET enable_seqscan = off SET jit = off SET work_mem = '32MB' AS $$
DECLARE
    head locascope.reviews;
    given record;
    last_checked bytea;
    numbers bigint[] := '{}';
    news boolean[] := '{}';
    hashes text[] := '{}';
BEGIN
    SELECT * INTO STRICT head FROM locascope.reviews WHERE id = of_review FOR UPDATE;
    FOR given IN
        SELECT g.reviewer, g.cause, min(g.place) OVER (PARTITION BY g.uuid) AS first_place, g.place,
            (SELECT e.sequence FROM locascope.events e WHERE e.review + 0 = of_review AND sha256(e.uuid) = sha256(g.uuid)) AS known,
            locascope.field(g.uuid) || locascope.field(g.sample) || locascope.field(g.reviewer) || '\x0800000000000000'::bytea || locascope.number(g.time_ms)
                || locascope.field(convert_to(g.cause, 'UTF8')) || locascope.field(g.before) || locascope.field(g.after) || locascope.field(g.model)
                || locascope.field(g.vocabulary) || CASE WHEN g.act IS NULL AND g.undoes IS NULL THEN ''::bytea ELSE locascope.field(g.act) || locascope.field(g.undoes) END AS content
        FROM unnest(uuids, samples, reviewers, times, causes, befores, afters, models, vocabularies, acts, undone)
            WITH ORDINALITY AS g(uuid, sample, reviewer, time_ms, cause, before, after, model, vocabulary, act, undoes, place) ORDER BY g.place
    LOOP
        IF given.known IS NOT NULL OR given.first_place < given.place THEN
            numbers[given.place] := coalesce(given.known, numbers[given.first_place]);
            news[given.place] := false;
            hashes[given.place] := '';
            CONTINUE;
        END IF;
        IF last_checked IS DISTINCT FROM given.reviewer THEN
            IF NOT locascope.may_speak_for(given.reviewer) THEN
                RAISE EXCEPTION 'the login % may not speak for this reviewer', session_user USING ERRCODE = 'LS001';
            END IF;
            last_checked := given.reviewer;
        END IF;
        IF given.cause IN ('ruling', 'vocabulary') AND NOT locascope.may_rule() THEN
            RAISE EXCEPTION 'the login % may neither rule nor change classes', session_user USING ERRCODE = 'LS002';
        END IF;
        head.head_sequence := head.head_sequence + 1;
        head.head_hash := encode(sha256(locascope.field(convert_to(head.head_hash, 'UTF8')) || '\x0800000000000000'::bytea || locascope.number(head.head_sequence) || given.content), 'hex');
        numbers[given.place] := head.head_sequence;
        news[given.place] := true;
        hashes[given.place] := head.head_hash;
    END LOOP;
    INSERT INTO locascope.events
        SELECT of_review, g.number, g.uuid, g.sample, g.reviewer, g.time_ms, g.cause, g.before, g.after, g.model, g.vocabulary, g.hash, g.act, g.undoes, session_user
        FROM unnest(uuids, samples, reviewers, times, causes, befores, afters, models, vocabularies, acts, undone, numbers, hashes, news)
            AS g(uuid, sample, reviewer, time_ms, cause, before, after, model, vocabulary, act, undoes, number, hash, is_new)
        WHERE g.is_new ORDER BY g.number;
    INSERT INTO locascope.current AS c
        SELECT DISTINCT ON (g.sample, g.reviewer) of_review, g.sample, g.reviewer, g.number FROM unnest(samples, reviewers, numbers, news) AS g(sample, reviewer, number, is_new)
        WHERE g.is_new ORDER BY g.sample, g.reviewer, g.number DESC
        ON CONFLICT (review, sha256(sample), sha256(reviewer)) DO UPDATE SET sequence = excluded.sequence;
    UPDATE locascope.reviews SET head_sequence = head.head_sequence, head_hash = head.head_hash WHERE id = of_review;
    PERFORM pg_notify('locascope', of_review::text);
    RETURN QUERY SELECT g.place, g.number, g.is_new FROM unnest(numbers, news) WITH ORDINALITY AS g(number, is_new, place);
END $$;

CREATE FUNCTION locascope.bind_plate(of_review integer, at_root bytea, of_fingerprint bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO locascope.bindings (review, root, fingerprint) VALUES (of_review, at_root, of_fingerprint);
END $$;

CREATE FUNCTION locascope.create_review(new_uuid text, at_root bytea, of_fingerprint bytea) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE made integer;
BEGIN
    IF NOT locascope.is_owner() THEN
        RAISE EXCEPTION 'only an owner begins a review' USING ERRCODE = 'LS004';
    END IF;
    INSERT INTO locascope.reviews (uuid, head_hash) VALUES (new_uuid, new_uuid) RETURNING id INTO made;
    PERFORM locascope.bind_plate(made, at_root, of_fingerprint);
    RETURN made;
END $$;

-- The vocabulary gives every label its meaning: once said, it is changed by those alone who may rule.
CREATE FUNCTION locascope.put_setting(of_review integer, of_key bytea, new_value bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF of_key = convert_to('vocabulary', 'UTF8') AND NOT locascope.may_rule()
        AND EXISTS (SELECT FROM locascope.settings s WHERE s.review = of_review AND s.key = of_key AND s.value <> new_value) THEN
        RAISE EXCEPTION 'the vocabulary is changed by adjudicators and owners' USING ERRCODE = 'LS002';
    END IF;
    INSERT INTO locascope.settings AS s VALUES (of_review, of_key, new_value)
        ON CONFLICT (review, sha256(key)) DO UPDATE SET value = excluded.value;
END $$;

CREATE FUNCTION locascope.put_predictions(of_review integer, of_model bytea, samples bytea[], probabilities bytea[], contents bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE model_id integer;
BEGIN
    INSERT INTO locascope.models (review, digest) VALUES (of_review, of_model) ON CONFLICT (review, sha256(digest)) DO NOTHING;
    SELECT id INTO model_id FROM locascope.models WHERE review = of_review AND sha256(digest) = sha256(of_model);
    INSERT INTO locascope.predictions
        SELECT model_id, g.sample, g.numbers, g.content FROM unnest(samples, probabilities, contents) AS g(sample, numbers, content) ORDER BY sha256(g.sample)
        ON CONFLICT (model, sha256(sample)) DO UPDATE SET probabilities = excluded.probabilities, content = excluded.content;
END $$;

CREATE FUNCTION locascope.grant_speech(to_login text, name bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO locascope.members VALUES (to_login, name) ON CONFLICT DO NOTHING;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA locascope FROM PUBLIC;
GRANT USAGE ON SCHEMA locascope TO locascope_reviewer;
GRANT SELECT ON ALL TABLES IN SCHEMA locascope TO locascope_reviewer;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA locascope TO locascope_reviewer;
REVOKE EXECUTE ON FUNCTION locascope.grant_speech FROM locascope_reviewer;
