ALTER TABLE "leads" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "leads_owner" ON "leads" USING btree ("organization_id","owner_id","entered_at","id") WHERE "leads"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "leads_owner_id_index" ON "leads" USING btree ("owner_id");--> statement-breakpoint
-- A lead's page names whoever works it.
CREATE OR REPLACE FUNCTION placar_organizations_naming(person uuid) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT organization_id FROM public.members WHERE user_id = person
  UNION SELECT organization_id FROM public.lead_status_changes WHERE changed_by = person
  UNION SELECT organization_id FROM public.interactions WHERE user_id = person
  UNION SELECT organization_id FROM public.activity_log WHERE actor_id = person
  UNION SELECT organization_id FROM public.tasks WHERE assignee_id = person
  UNION SELECT organization_id FROM public.invitations WHERE inviter_id = person
  UNION SELECT organization_id FROM public.leads WHERE owner_id = person
$$;
