CREATE TABLE "two_factors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT false NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "two_factors_user_id_unique" UNIQUE("user_id")
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "two_factor_enabled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON two_factors TO placar_app;
--> statement-breakpoint
CREATE TRIGGER unannounced_account_insert AFTER INSERT ON two_factors
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write('accounts');
--> statement-breakpoint
CREATE TRIGGER unannounced_account_update AFTER UPDATE ON two_factors
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write('accounts');
--> statement-breakpoint
CREATE TRIGGER unannounced_account_delete AFTER DELETE ON two_factors
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write('accounts');
--> statement-breakpoint
CREATE TRIGGER unannounced_truncate AFTER TRUNCATE ON two_factors
  FOR EACH STATEMENT EXECUTE FUNCTION placar_note_truncation();
