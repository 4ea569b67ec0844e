DROP INDEX "leads_value";--> statement-breakpoint
DROP INDEX "leads_stage";--> statement-breakpoint
CREATE INDEX "leads_source" ON "leads" USING btree ("organization_id","source","entered_at","id") WHERE "leads"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "leads_value" ON "leads" USING btree ("organization_id","value","id") WHERE "leads"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "leads_stage" ON "leads" USING btree ("organization_id","status_rank","entered_at","id") WHERE "leads"."deleted_at" is null;