DROP INDEX "invitations_organization_id_index";--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "mentee_id" uuid;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "token_hash" text NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_mentee_fk" FOREIGN KEY ("organization_id","mentee_id") REFERENCES "public"."mentees"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open" ON "invitations" USING btree ("organization_id","email") WHERE "invitations"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "invitations_organization_id_id_index" ON "invitations" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "invitations_organization_id_mentee_id_index" ON "invitations" USING btree ("organization_id","mentee_id");--> statement-breakpoint
CREATE INDEX "members_organization_id_created_at_id_index" ON "members" USING btree ("organization_id","created_at","id");--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash");