CREATE TYPE "public"."interaction_kind" AS ENUM('call', 'email', 'meeting', 'message', 'note');--> statement-breakpoint
CREATE TYPE "public"."lead_status" AS ENUM('new', 'first_contact', 'qualified', 'proposal', 'negotiation', 'won', 'lost');--> statement-breakpoint
CREATE TYPE "public"."member_role" AS ENUM('owner', 'admin', 'mentor', 'mentee');--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"clerk_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_clerk_id_unique" UNIQUE("clerk_id")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "activity_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organization_id" uuid NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"record_type" text NOT NULL,
	"record_id" uuid,
	"meta" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "activity_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cohort_mentors" (
	"organization_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cohort_mentors_organization_id_cohort_id_user_id_pk" PRIMARY KEY("organization_id","cohort_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "cohort_mentors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cohorts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cohorts_organization_id_id_unique" UNIQUE("organization_id","id"),
	CONSTRAINT "cohorts_organization_id_name_unique" UNIQUE("organization_id","name"),
	CONSTRAINT "cohorts_ends_after_start" CHECK ("cohorts"."ends_on" >= "cohorts"."starts_on")
);
--> statement-breakpoint
ALTER TABLE "cohorts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "interactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"kind" "interaction_kind" NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"user_id" uuid,
	"body" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "interactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_status_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"from_status" "lead_status",
	"to_status" "lead_status" NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lead_status_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "leads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"mentee_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"source" text,
	"status" "lead_status" DEFAULT 'new' NOT NULL,
	"status_rank" smallint GENERATED ALWAYS AS (case status when 'new' then 0 when 'first_contact' then 1 when 'qualified' then 2 when 'proposal' then 3 when 'negotiation' then 4 when 'won' then 5 else 6 end) STORED NOT NULL,
	"reached_rank" smallint DEFAULT 0 NOT NULL,
	"value" bigint,
	"external_id" text,
	"entered_at" timestamp with time zone NOT NULL,
	"won_at" timestamp with time zone,
	"lost_reason" text,
	"last_interaction_at" timestamp with time zone,
	"row_version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "leads_organization_id_id_unique" UNIQUE("organization_id","id"),
	CONSTRAINT "leads_external_id_unique" UNIQUE("organization_id","external_id"),
	CONSTRAINT "leads_value_range" CHECK ("leads"."value" between 0 and 100000000000000),
	CONSTRAINT "leads_won_at" CHECK (("leads"."status" = 'won') = ("leads"."won_at" is not null)),
	CONSTRAINT "leads_lost_reason" CHECK ("leads"."status" = 'lost' or "leads"."lost_reason" is null)
);
--> statement-breakpoint
ALTER TABLE "leads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mentees" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"user_id" uuid,
	"business_name" text NOT NULL,
	"joined_on" date NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mentees_organization_id_id_unique" UNIQUE("organization_id","id"),
	CONSTRAINT "mentees_organization_id_user_id_unique" UNIQUE("organization_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "mentees" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organization_settings" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organization_settings_currency" CHECK ("organization_settings"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "organization_settings_locale" CHECK ("organization_settings"."locale" in ('en', 'pt-BR'))
);
--> statement-breakpoint
ALTER TABLE "organization_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" "member_role" NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"inviter_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "member_role" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_organization_id_user_id_unique" UNIQUE("organization_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"logo" text,
	"metadata" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_slug_unique" UNIQUE("slug"),
	CONSTRAINT "organizations_slug_shape" CHECK ("organizations"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
--> statement-breakpoint
CREATE TABLE "pending_invalidations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid,
	"tags" text[] NOT NULL,
	"versions" jsonb,
	"bumped_at" timestamp with time zone,
	"claimed_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "pending_invalidations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_log" ADD CONSTRAINT "activity_log_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_log" ADD CONSTRAINT "activity_log_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_mentors" ADD CONSTRAINT "cohort_mentors_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_mentors" ADD CONSTRAINT "cohort_mentors_cohort_fk" FOREIGN KEY ("organization_id","cohort_id") REFERENCES "public"."cohorts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_mentors" ADD CONSTRAINT "cohort_mentors_member_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."members"("organization_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_lead_fk" FOREIGN KEY ("organization_id","lead_id") REFERENCES "public"."leads"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_status_changes" ADD CONSTRAINT "lead_status_changes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_status_changes" ADD CONSTRAINT "lead_status_changes_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_status_changes" ADD CONSTRAINT "lead_status_changes_lead_fk" FOREIGN KEY ("organization_id","lead_id") REFERENCES "public"."leads"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_mentee_fk" FOREIGN KEY ("organization_id","mentee_id") REFERENCES "public"."mentees"("organization_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentees" ADD CONSTRAINT "mentees_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentees" ADD CONSTRAINT "mentees_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentees" ADD CONSTRAINT "mentees_cohort_fk" FOREIGN KEY ("organization_id","cohort_id") REFERENCES "public"."cohorts"("organization_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_settings" ADD CONSTRAINT "organization_settings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_inviter_id_users_id_fk" FOREIGN KEY ("inviter_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_invalidations" ADD CONSTRAINT "pending_invalidations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_user_id_index" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier_index" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "activity_log_organization_id_id_index" ON "activity_log" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "activity_log_organization_id_record_id_index" ON "activity_log" USING btree ("organization_id","record_id");--> statement-breakpoint
CREATE INDEX "activity_log_actor_id_index" ON "activity_log" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "activity_log_meta_index" ON "activity_log" USING gin ("meta");--> statement-breakpoint
CREATE INDEX "cohort_mentors_organization_id_user_id_index" ON "cohort_mentors" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "interactions_organization_id_lead_id_occurred_at_index" ON "interactions" USING btree ("organization_id","lead_id","occurred_at");--> statement-breakpoint
CREATE INDEX "interactions_user_id_index" ON "interactions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "lead_status_changes_organization_id_lead_id_changed_at_index" ON "lead_status_changes" USING btree ("organization_id","lead_id","changed_at");--> statement-breakpoint
CREATE INDEX "lead_status_changes_changed_by_index" ON "lead_status_changes" USING btree ("changed_by");--> statement-breakpoint
CREATE INDEX "leads_entered" ON "leads" USING btree ("organization_id","entered_at","id") WHERE "leads"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "leads_value" ON "leads" USING btree ("organization_id","value" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "leads"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "leads_stage" ON "leads" USING btree ("organization_id","status_rank","id") WHERE "leads"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "leads_won" ON "leads" USING btree ("organization_id","won_at","id") WHERE "leads"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "leads_mentee" ON "leads" USING btree ("organization_id","mentee_id","entered_at","id");--> statement-breakpoint
CREATE INDEX "mentees_organization_id_cohort_id_index" ON "mentees" USING btree ("organization_id","cohort_id");--> statement-breakpoint
CREATE INDEX "mentees_user_id_index" ON "mentees" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mentees_organization_id_business_name_index" ON "mentees" USING btree ("organization_id","business_name");--> statement-breakpoint
CREATE INDEX "invitations_organization_id_index" ON "invitations" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "invitations_inviter_id_index" ON "invitations" USING btree ("inviter_id");--> statement-breakpoint
CREATE INDEX "invitations_email_index" ON "invitations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "members_user_id_index" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "pending_invalidations_organization_id_index" ON "pending_invalidations" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "pending_invalidations_created_at_index" ON "pending_invalidations" USING btree ("created_at");--> statement-breakpoint
CREATE POLICY "tenant" ON "activity_log" AS PERMISSIVE FOR ALL TO "placar_app" USING ("activity_log"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid)) WITH CHECK ("activity_log"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "cohort_mentors" AS PERMISSIVE FOR ALL TO "placar_app" USING ("cohort_mentors"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid)) WITH CHECK ("cohort_mentors"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_scope" ON "cohort_mentors" AS RESTRICTIVE FOR ALL TO "placar_app" USING ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or "cohort_mentors"."cohort_id" = any ((select placar_visible_cohort_ids())::uuid[])) WITH CHECK ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or "cohort_mentors"."cohort_id" = any ((select placar_visible_cohort_ids())::uuid[]));--> statement-breakpoint
CREATE POLICY "tenant" ON "cohorts" AS PERMISSIVE FOR ALL TO "placar_app" USING ("cohorts"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid)) WITH CHECK ("cohorts"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_scope" ON "cohorts" AS RESTRICTIVE FOR ALL TO "placar_app" USING ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or "cohorts"."id" = any ((select placar_visible_cohort_ids())::uuid[])) WITH CHECK ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or "cohorts"."id" = any ((select placar_visible_cohort_ids())::uuid[]));--> statement-breakpoint
CREATE POLICY "tenant" ON "interactions" AS PERMISSIVE FOR ALL TO "placar_app" USING ("interactions"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid)) WITH CHECK ("interactions"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_scope" ON "interactions" AS RESTRICTIVE FOR ALL TO "placar_app" USING ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or exists (select 1 from leads where leads.id = "interactions"."lead_id")) WITH CHECK ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or exists (select 1 from leads where leads.id = "interactions"."lead_id"));--> statement-breakpoint
CREATE POLICY "tenant" ON "lead_status_changes" AS PERMISSIVE FOR ALL TO "placar_app" USING ("lead_status_changes"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid)) WITH CHECK ("lead_status_changes"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_scope" ON "lead_status_changes" AS RESTRICTIVE FOR ALL TO "placar_app" USING ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or exists (select 1 from leads where leads.id = "lead_status_changes"."lead_id")) WITH CHECK ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or exists (select 1 from leads where leads.id = "lead_status_changes"."lead_id"));--> statement-breakpoint
CREATE POLICY "tenant" ON "leads" AS PERMISSIVE FOR ALL TO "placar_app" USING ("leads"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid)) WITH CHECK ("leads"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_scope" ON "leads" AS RESTRICTIVE FOR ALL TO "placar_app" USING ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or "leads"."mentee_id" = any ((select placar_visible_mentee_ids())::uuid[])) WITH CHECK ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or "leads"."mentee_id" = any ((select placar_visible_mentee_ids())::uuid[]));--> statement-breakpoint
CREATE POLICY "tenant" ON "mentees" AS PERMISSIVE FOR ALL TO "placar_app" USING ("mentees"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid)) WITH CHECK ("mentees"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "role_scope" ON "mentees" AS RESTRICTIVE FOR ALL TO "placar_app" USING ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or "mentees"."id" = any ((select placar_visible_mentee_ids())::uuid[])) WITH CHECK ((select current_setting('app.role', true)) in ('owner', 'admin', 'system') or "mentees"."id" = any ((select placar_visible_mentee_ids())::uuid[]));--> statement-breakpoint
CREATE POLICY "tenant" ON "organization_settings" AS PERMISSIVE FOR ALL TO "placar_app" USING ("organization_settings"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid) or (select current_setting('app.role', true)) = 'system') WITH CHECK ("organization_settings"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "announce" ON "pending_invalidations" AS PERMISSIVE FOR INSERT TO "placar_app" WITH CHECK ("pending_invalidations"."organization_id" is null or "pending_invalidations"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid) or (select current_setting('app.role', true)) = 'system');--> statement-breakpoint
CREATE POLICY "sweep" ON "pending_invalidations" AS PERMISSIVE FOR ALL TO "placar_app" USING ((select current_setting('app.role', true)) = 'system') WITH CHECK ((select current_setting('app.role', true)) = 'system');