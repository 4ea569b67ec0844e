-- The organizations that show a person's name: those they belong to, and those where they once did something.
CREATE FUNCTION placar_organizations_naming(person uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT organization_id FROM public.members WHERE user_id = person
  UNION SELECT organization_id FROM public.lead_status_changes WHERE changed_by = person
  UNION SELECT organization_id FROM public.interactions WHERE user_id = person
$$;
--> statement-breakpoint
-- A name is the accounts' and every organization's that shows it.
CREATE FUNCTION placar_note_unannounced_name() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF coalesce(current_setting('app.command', true), '') = '' THEN
    INSERT INTO public.pending_invalidations (id, organization_id, tags)
      SELECT gen_random_uuid(), o, ARRAY['{' || o || '}everything']
      FROM (SELECT DISTINCT public.placar_organizations_naming(id) AS o FROM changed) AS naming;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER unannounced_name_update AFTER UPDATE ON users
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_name();
--> statement-breakpoint
-- A table that is emptied names no rows: everything of everybody.
CREATE FUNCTION placar_note_truncation() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO public.pending_invalidations (id, organization_id, tags)
    SELECT gen_random_uuid(), id, ARRAY['{' || id || '}everything'] FROM public.organizations
    UNION ALL SELECT gen_random_uuid(), NULL, ARRAY['{accounts}everything'];
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  watched text;
BEGIN
  FOREACH watched IN ARRAY ARRAY['users', 'sessions', 'members', 'organization_settings', 'cohorts', 'cohort_mentors', 'mentees', 'leads', 'lead_status_changes', 'interactions', 'activity_log']
  LOOP
    EXECUTE format('CREATE TRIGGER unannounced_truncate AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION placar_note_truncation()', watched);
  END LOOP;
END $$;
