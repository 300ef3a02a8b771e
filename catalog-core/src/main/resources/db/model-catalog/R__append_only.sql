-- History is only ever added to.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS TRIGGER
    LANGUAGE plpgsql
    SET search_path = pg_catalog, "${flyway:defaultSchema}", pg_temp
AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION '% cannot be truncated', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        RAISE EXCEPTION 'rows of % are written by the trigger of model_versions alone', TG_TABLE_NAME
              USING ERRCODE = 'restrict_violation', HINT = 'Move the row in model_versions.';
    END IF;
    RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE OR REPLACE TRIGGER model_promotion_events_append_only
    BEFORE UPDATE OR DELETE ON model_promotion_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- Within a trigger the depth is 1: a line that somebody inserts by hand would be a move that never was.
CREATE OR REPLACE TRIGGER model_promotion_events_no_forgery
    BEFORE INSERT ON model_promotion_events
    FOR EACH ROW WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION refuse_change();

-- Whoever may create triggers can go through one of their own. Even then the line says which user wrote it, and when.
CREATE OR REPLACE FUNCTION sign_promotion_event() RETURNS TRIGGER
    LANGUAGE plpgsql
    SET search_path = pg_catalog, "${flyway:defaultSchema}", pg_temp
AS $$
BEGIN
    NEW.db_user := session_user;
    NEW.occurred_at := clock_timestamp();
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER model_promotion_events_signed
    BEFORE INSERT ON model_promotion_events
    FOR EACH ROW EXECUTE FUNCTION sign_promotion_event();

CREATE OR REPLACE TRIGGER model_promotion_events_no_truncate
    BEFORE TRUNCATE ON model_promotion_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER metadata_changes_append_only
    BEFORE UPDATE OR DELETE ON metadata_changes
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER metadata_changes_no_truncate
    BEFORE TRUNCATE ON metadata_changes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- TRUNCATE artifacts CASCADE would reach model_versions, and fires no row trigger there.
CREATE OR REPLACE TRIGGER model_versions_no_truncate
    BEFORE TRUNCATE ON model_versions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER hold_decisions_append_only
    BEFORE UPDATE OR DELETE ON hold_decisions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER hold_decisions_no_truncate
    BEFORE TRUNCATE ON hold_decisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
