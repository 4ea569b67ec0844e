DROP INDEX "activity_log_organization_id_id_index";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "last_used_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "activity_log_organization_id_created_at_id_index" ON "activity_log" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_log_organization_id_actor_id_created_at_id_index" ON "activity_log" USING btree ("organization_id","actor_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_log_organization_id_record_type_created_at_id_index" ON "activity_log" USING btree ("organization_id","record_type","created_at","id");
--> statement-breakpoint
UPDATE "sessions" SET "last_used_at" = "updated_at";
--> statement-breakpoint
-- An organization that has an owner keeps one, whoever takes them away: a command, an SQL console, a person who is deleted. Its row is written
-- to, so that of two owners who go at once the second waits for the first, and then sees that they are the last.
CREATE FUNCTION placar_keep_an_owner() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE public.organizations SET updated_at = updated_at WHERE id = OLD.organization_id;
  -- It is not found where the organization itself goes.
  IF FOUND AND NOT EXISTS (SELECT 1 FROM public.members WHERE organization_id = OLD.organization_id AND role = 'owner') THEN
    RAISE EXCEPTION 'An organization needs an owner.'
      USING ERRCODE = 'check_violation', TABLE = 'members', CONSTRAINT = 'members_keep_an_owner';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER members_keep_an_owner_delete AFTER DELETE ON members
  FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION placar_keep_an_owner();
--> statement-breakpoint
CREATE TRIGGER members_keep_an_owner_update AFTER UPDATE OF role, organization_id ON members
  FOR EACH ROW WHEN (OLD.role = 'owner' AND (NEW.role <> 'owner' OR NEW.organization_id <> OLD.organization_id))
  EXECUTE FUNCTION placar_keep_an_owner();
