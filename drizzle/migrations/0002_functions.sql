GRANT SELECT, INSERT, UPDATE, DELETE ON
  users, sessions, accounts, verifications, organizations, members, invitations,
  organization_settings, cohorts, cohort_mentors, mentees, leads, lead_status_changes, interactions, pending_invalidations
  TO placar_app;
--> statement-breakpoint
-- Append-only.
GRANT SELECT, INSERT ON activity_log TO placar_app;
--> statement-breakpoint
-- The furthest stage a lead has passed; 5 only while it is won, so that a reopened lead does not count as won.
CREATE FUNCTION placar_keep_reached_rank() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  rank smallint := array_position(enum_range(NULL::public.lead_status), NEW.status) - 1;
  before smallint := CASE WHEN TG_OP = 'UPDATE' THEN OLD.reached_rank ELSE 0 END;
BEGIN
  NEW.reached_rank := CASE
    WHEN NEW.status = 'won' THEN 5
    ELSE least(4, greatest(before, NEW.reached_rank, CASE WHEN NEW.status = 'lost' THEN 0 ELSE rank END))
  END;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER leads_reached_rank BEFORE INSERT OR UPDATE OF status, reached_rank ON leads
  FOR EACH ROW EXECUTE FUNCTION placar_keep_reached_rank();
--> statement-breakpoint
-- A write that no command announced (an SQL console, a restore) still reaches the cache: the sweep bumps the tag that
-- every entry of the organization carries. Commands name themselves in app.command and name their tags themselves.
CREATE FUNCTION placar_note_unannounced_write() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF coalesce(current_setting('app.command', true), '') = '' THEN
    IF TG_ARGV[0] = 'accounts' THEN
      INSERT INTO public.pending_invalidations (id, tags)
        SELECT gen_random_uuid(), ARRAY['{accounts}everything'] WHERE EXISTS (SELECT 1 FROM changed);
    ELSE
      INSERT INTO public.pending_invalidations (id, organization_id, tags)
        SELECT gen_random_uuid(), o.id, ARRAY['{' || o.id || '}everything']
        FROM public.organizations o WHERE o.id IN (SELECT organization_id FROM changed);
    END IF;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  watched text;
BEGIN
  FOREACH watched IN ARRAY ARRAY['members', 'organization_settings', 'cohorts', 'cohort_mentors', 'mentees', 'leads', 'lead_status_changes', 'interactions', 'activity_log']
  LOOP
    EXECUTE format('CREATE TRIGGER unannounced_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write()', watched);
    EXECUTE format('CREATE TRIGGER unannounced_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write()', watched);
    EXECUTE format('CREATE TRIGGER unannounced_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write()', watched);
  END LOOP;
  -- What a session shows is read by account, before an organization is known.
  FOREACH watched IN ARRAY ARRAY['users', 'sessions', 'organizations', 'members', 'organization_settings']
  LOOP
    EXECUTE format('CREATE TRIGGER unannounced_account_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write(''accounts'')', watched);
    EXECUTE format('CREATE TRIGGER unannounced_account_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write(''accounts'')', watched);
    EXECUTE format('CREATE TRIGGER unannounced_account_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write(''accounts'')', watched);
  END LOOP;
END $$;
--> statement-breakpoint
-- Which migration the database is at, for the application's role, which does not see the migrator's own schema.
CREATE FUNCTION placar_newest_migration() RETURNS bigint
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN (SELECT max(created_at) FROM drizzle.__drizzle_migrations);
END $$;
