-- An invitation shows the name of its organization, and is kept among what that organization has.
CREATE FUNCTION placar_note_unannounced_organization() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF coalesce(current_setting('app.command', true), '') = '' THEN
    INSERT INTO public.pending_invalidations (id, organization_id, tags)
      SELECT gen_random_uuid(), id, ARRAY['{' || id || '}everything'] FROM changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER unannounced_update AFTER UPDATE ON organizations
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_organization();
