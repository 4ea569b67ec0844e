ALTER TABLE "import_drafts" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "import_drafts" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "import_drafts" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "duplicates" jsonb;--> statement-breakpoint
-- As placar_leads_reached_by, of many at once: each lead with the one of these addresses, given in small letters, or numbers that it has. A lead
-- that is found by both is answered twice. Whoever asks filters what this answers through the policies once more. The organization's leads are read
-- once, without nested loops: in the transaction that fills the table the planner takes it for empty and would read all of them for every address.
CREATE FUNCTION placar_leads_reached_by_any(addresses text[], numbers text[]) RETURNS TABLE (lead_id uuid, address text, number text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET enable_nestloop = off AS $$
  SELECT l.id, given.address, NULL::text FROM unnest(addresses) AS given(address) JOIN public.leads l ON lower(l.email) = given.address
    WHERE l.organization_id = nullif(current_setting('app.organization_id', true), '')::uuid AND l.deleted_at IS NULL
  UNION ALL
  SELECT l.id, NULL::text, given.number FROM unnest(numbers) AS given(number) JOIN public.leads l ON l.phone = given.number
    WHERE l.organization_id = nullif(current_setting('app.organization_id', true), '')::uuid AND l.deleted_at IS NULL
$$;
