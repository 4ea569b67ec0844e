CREATE TABLE "reminder_days" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"reminded_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reminder_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "reminders" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "reminder_days" ADD CONSTRAINT "reminder_days_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_locale" CHECK ("users"."locale" in ('en', 'pt-BR'));--> statement-breakpoint
CREATE POLICY "tenant" ON "reminder_days" AS PERMISSIVE FOR ALL TO "placar_app" USING ("reminder_days"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid) or (select current_setting('app.role', true)) = 'system') WITH CHECK ("reminder_days"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON reminder_days TO placar_app;
