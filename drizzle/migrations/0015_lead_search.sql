-- Free text over leads. Row-level security keeps LIKE, which is not leakproof, from an index: a function reads it that knows the tenant and
-- the role from the settings, and the policies filter what it answers once more.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
-- Accents off, capitals small. `unaccent` is not immutable and not everywhere; Unicode's own decomposition is.
CREATE FUNCTION placar_fold(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g'))
$$;
--> statement-breakpoint
-- A blank before each word: where a short search finds beginnings. Of the phone, digits alone.
CREATE FUNCTION placar_search_text(name text, email text, phone text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public AS $$
  SELECT ' ' || public.placar_fold(name || coalesce(' ' || email, '')) || coalesce(' ' || regexp_replace(phone, '\D', '', 'g'), '')
$$;
--> statement-breakpoint
-- What a word has to be LIKE: anywhere within the text, or the beginning of a word where it has no three characters for a trigram.
CREATE FUNCTION placar_search_pattern(word text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, public AS $$
  SELECT CASE WHEN char_length(folded) < 3 THEN '% ' ELSE '%' END || regexp_replace(folded, '([\\%_])', '\\\1', 'g') || '%'
  FROM public.placar_fold(word) AS folded
$$;
--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "search_text" text GENERATED ALWAYS AS (placar_search_text(name, email, phone)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "leads_search" ON "leads" USING gin ("search_text" gin_trgm_ops) WHERE "leads"."deleted_at" is null;
--> statement-breakpoint
-- The ids of the leads that contain each of the words, among those that this person sees; NULL where there are more than `most`, or where no
-- index could tell: these are found sooner by reading a list in its order. VOLATILE because it asks EXPLAIN, whose estimate spares
-- gathering what is too much anyway. Of an e-mail address the index is asked for what stands before the domain, which many share.
CREATE FUNCTION placar_find_leads(words text[], most integer) RETURNS uuid[]
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public SET enable_seqscan = off AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  statement text := format('SELECT id FROM public.leads WHERE organization_id = %L AND deleted_at IS NULL', tenant);
  word text;
  known boolean := false;
  plan json;
  ids uuid[];
BEGIN
  IF coalesce(current_setting('app.role', true), '') NOT IN ('owner', 'admin', 'system') THEN
    statement := statement || format(' AND mentee_id = ANY (%L::uuid[])', public.placar_visible_mentee_ids());
  END IF;
  FOREACH word IN ARRAY words LOOP
    known := known OR cardinality(public.show_trgm(public.placar_fold(word))) > 0;
    IF word ~ '^[^@]{3,}@.' THEN
      statement := statement
        || format(' AND coalesce(search_text LIKE %L, false)', public.placar_search_pattern(word));
      word := split_part(word, '@', 1) || '@';
    END IF;
    statement := statement || format(' AND search_text LIKE %L', public.placar_search_pattern(word));
  END LOOP;
  IF NOT known THEN
    RETURN NULL;
  END IF;
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || statement INTO plan;
  IF (plan->0->'Plan'->>'Plan Rows')::float8 > 4.0 * most THEN
    RETURN NULL;
  END IF;
  EXECUTE format('SELECT array_agg(id) FROM (%s LIMIT %s) AS found', statement, most + 1) INTO ids;
  RETURN CASE WHEN ids IS NULL THEN '{}'::uuid[] WHEN cardinality(ids) <= most THEN ids END;
END $$;
