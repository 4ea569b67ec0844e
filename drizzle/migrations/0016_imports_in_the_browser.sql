CREATE TYPE "public"."import_task" AS ENUM('rehearse', 'import', 'revert');--> statement-breakpoint
ALTER TYPE "public"."import_status" ADD VALUE 'uploading' BEFORE 'uploaded';--> statement-breakpoint
CREATE TABLE "import_drafts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_drafts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"line" integer NOT NULL,
	"outcome" "import_outcome",
	"lead_id" uuid,
	"source" text,
	"value" bigint,
	"status_rank" smallint,
	"reached_rank" smallint,
	"entered_at" timestamp with time zone,
	"won_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_drafts_row_unique" UNIQUE("organization_id","import_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "import_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "imports" ALTER COLUMN "failure" SET DATA TYPE jsonb USING to_jsonb("failure");--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "task" "import_task";--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "bytes_done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "preview" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "obstacles" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "queued_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "reverted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_drafts" ADD CONSTRAINT "import_drafts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_drafts" ADD CONSTRAINT "import_drafts_import_fk" FOREIGN KEY ("organization_id","import_id") REFERENCES "public"."imports"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "tenant" ON "import_drafts" AS PERMISSIVE FOR ALL TO "placar_app" USING ("import_drafts"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid)) WITH CHECK ("import_drafts"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_scope" ON "import_drafts" AS RESTRICTIVE FOR ALL TO "placar_app" USING ((select current_setting('app.role', true) in ('owner', 'admin', 'system')) or false) WITH CHECK ((select current_setting('app.role', true) in ('owner', 'admin', 'system')) or false);--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON import_drafts TO placar_app;
--> statement-breakpoint
CREATE TRIGGER unannounced_insert AFTER INSERT ON import_drafts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write();
--> statement-breakpoint
CREATE TRIGGER unannounced_update AFTER UPDATE ON import_drafts REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write();
--> statement-breakpoint
CREATE TRIGGER unannounced_delete AFTER DELETE ON import_drafts REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write();
--> statement-breakpoint
-- As before, but for one command: an import that is taken back gives a lead back the stage that it had reached.
CREATE OR REPLACE FUNCTION placar_keep_reached_rank() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  rank smallint := array_position(enum_range(NULL::public.lead_status), NEW.status) - 1;
  before smallint := CASE
    WHEN TG_OP = 'UPDATE' AND coalesce(current_setting('app.command', true), '') <> 'imports.revert' THEN OLD.reached_rank
    ELSE 0
  END;
BEGIN
  NEW.reached_rank := CASE
    WHEN NEW.status = 'won' THEN 5
    ELSE least(4, greatest(before, NEW.reached_rank, CASE WHEN NEW.status = 'lost' THEN 0 ELSE rank END))
  END;
  RETURN NEW;
END $$;
