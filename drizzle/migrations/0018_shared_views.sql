ALTER TABLE "saved_views" DROP CONSTRAINT "saved_views_organization_id_user_id_list_name_unique";--> statement-breakpoint
ALTER TABLE "saved_views" DROP CONSTRAINT "saved_views_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "saved_views" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name_unique" ON "saved_views" USING btree ("organization_id","list",lower("name"));--> statement-breakpoint
DROP POLICY "role_scope" ON "saved_views" CASCADE;