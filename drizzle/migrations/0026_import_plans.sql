-- Counts the tables of leads anew where the planner takes them for empty although they have pages: a rehearsal, or an import that was broken off, leaves such
-- behind, and once these were counted every index that begins with the organization seems as good as the right one, to the checks of foreign keys too. To be
-- called when there are rows. Where somebody else counts or vacuums a table just now it is left to them.
CREATE FUNCTION placar_count_leads_anew() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  counted text;
BEGIN
  FOR counted IN
    SELECT relname FROM pg_class
    WHERE oid IN ('public.leads'::regclass, 'public.lead_status_changes'::regclass, 'public.import_rows'::regclass)
      AND relpages > 0 AND reltuples BETWEEN 0 AND 100
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) public.%I', counted);
  END LOOP;
END $$;
