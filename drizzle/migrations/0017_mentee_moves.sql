CREATE TABLE "mentee_moves" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mentee_moves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization_id" uuid NOT NULL,
	"mentee_id" uuid NOT NULL,
	"from_cohort_id" uuid,
	"to_cohort_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mentee_moves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mentee_moves" ADD CONSTRAINT "mentee_moves_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentee_moves" ADD CONSTRAINT "mentee_moves_mentee_fk" FOREIGN KEY ("organization_id","mentee_id") REFERENCES "public"."mentees"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentee_moves" ADD CONSTRAINT "mentee_moves_from_cohort_fk" FOREIGN KEY ("organization_id","from_cohort_id") REFERENCES "public"."cohorts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentee_moves" ADD CONSTRAINT "mentee_moves_to_cohort_fk" FOREIGN KEY ("organization_id","to_cohort_id") REFERENCES "public"."cohorts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mentee_moves_organization_id_mentee_id_id_index" ON "mentee_moves" USING btree ("organization_id","mentee_id","id");--> statement-breakpoint
CREATE INDEX "mentee_moves_organization_id_from_cohort_id_index" ON "mentee_moves" USING btree ("organization_id","from_cohort_id");--> statement-breakpoint
CREATE INDEX "mentee_moves_organization_id_to_cohort_id_index" ON "mentee_moves" USING btree ("organization_id","to_cohort_id");--> statement-breakpoint
CREATE INDEX "mentees_organization_id_joined_on_index" ON "mentees" USING btree ("organization_id","joined_on");--> statement-breakpoint
CREATE POLICY "tenant" ON "mentee_moves" AS PERMISSIVE FOR ALL TO "placar_app" USING ("mentee_moves"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid)) WITH CHECK ("mentee_moves"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_scope" ON "mentee_moves" AS RESTRICTIVE FOR ALL TO "placar_app" USING ((select current_setting('app.role', true) in ('owner', 'admin', 'system')) or "mentee_moves"."mentee_id" = any ((select placar_visible_mentee_ids())::uuid[])) WITH CHECK ((select current_setting('app.role', true) in ('owner', 'admin', 'system')) or "mentee_moves"."mentee_id" = any ((select placar_visible_mentee_ids())::uuid[]));--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON mentee_moves TO placar_app;
--> statement-breakpoint
INSERT INTO mentee_moves (organization_id, mentee_id, to_cohort_id, created_at)
  SELECT organization_id, id, cohort_id, created_at FROM mentees ORDER BY created_at, id;
--> statement-breakpoint
-- Forms, imports and consoles alike: nobody can move a mentee without its being remembered.
CREATE FUNCTION placar_keep_mentee_moves() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO public.mentee_moves (organization_id, mentee_id, from_cohort_id, to_cohort_id)
    VALUES (NEW.organization_id, NEW.id, CASE WHEN TG_OP = 'UPDATE' THEN OLD.cohort_id END, NEW.cohort_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER mentees_first_cohort AFTER INSERT ON mentees
  FOR EACH ROW EXECUTE FUNCTION placar_keep_mentee_moves();
--> statement-breakpoint
CREATE TRIGGER mentees_moves AFTER UPDATE OF cohort_id ON mentees
  FOR EACH ROW WHEN (OLD.cohort_id IS DISTINCT FROM NEW.cohort_id) EXECUTE FUNCTION placar_keep_mentee_moves();
--> statement-breakpoint
CREATE TRIGGER unannounced_insert AFTER INSERT ON mentee_moves
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write();
--> statement-breakpoint
CREATE TRIGGER unannounced_update AFTER UPDATE ON mentee_moves
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write();
--> statement-breakpoint
CREATE TRIGGER unannounced_delete AFTER DELETE ON mentee_moves
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write();
--> statement-breakpoint
CREATE TRIGGER unannounced_truncate AFTER TRUNCATE ON mentee_moves
  FOR EACH STATEMENT EXECUTE FUNCTION placar_note_truncation();
