CREATE TRIGGER unannounced_insert AFTER INSERT ON invitations
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write();
--> statement-breakpoint
CREATE TRIGGER unannounced_update AFTER UPDATE ON invitations
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write();
--> statement-breakpoint
CREATE TRIGGER unannounced_delete AFTER DELETE ON invitations
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write();
--> statement-breakpoint
CREATE TRIGGER unannounced_truncate AFTER TRUNCATE ON invitations
  FOR EACH STATEMENT EXECUTE FUNCTION placar_note_truncation();
--> statement-breakpoint
-- An invitation names whoever sent it, whom the organization may not have any more.
CREATE OR REPLACE FUNCTION placar_organizations_naming(person uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT organization_id FROM public.members WHERE user_id = person
  UNION SELECT organization_id FROM public.lead_status_changes WHERE changed_by = person
  UNION SELECT organization_id FROM public.interactions WHERE user_id = person
  UNION SELECT organization_id FROM public.activity_log WHERE actor_id = person
  UNION SELECT organization_id FROM public.tasks WHERE assignee_id = person
  UNION SELECT organization_id FROM public.invitations WHERE inviter_id = person
$$;
