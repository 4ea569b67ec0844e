-- A lead's page also names whoever corrected it, and whoever is to do something about it.
CREATE OR REPLACE FUNCTION placar_organizations_naming(person uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT organization_id FROM public.members WHERE user_id = person
  UNION SELECT organization_id FROM public.lead_status_changes WHERE changed_by = person
  UNION SELECT organization_id FROM public.interactions WHERE user_id = person
  UNION SELECT organization_id FROM public.activity_log WHERE actor_id = person
  UNION SELECT organization_id FROM public.tasks WHERE assignee_id = person
$$;
--> statement-breakpoint
DO $$
DECLARE
  watched text;
BEGIN
  FOREACH watched IN ARRAY ARRAY['tags', 'lead_tags', 'tasks']
  LOOP
    EXECUTE format('CREATE TRIGGER unannounced_truncate AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION placar_note_truncation()', watched);
  END LOOP;
END $$;
