-- Which leads somebody is reached by: the e-mail address, given in small letters, or the phone number. Row-level security would keep the index from
-- being used, since lower() is not leakproof: whoever asks filters what this answers through the policies once more.
CREATE FUNCTION placar_leads_reached_by(address text, number text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM public.leads
    WHERE organization_id = nullif(current_setting('app.organization_id', true), '')::uuid AND deleted_at IS NULL AND lower(email) = address
  UNION
  SELECT id FROM public.leads
    WHERE organization_id = nullif(current_setting('app.organization_id', true), '')::uuid AND deleted_at IS NULL AND phone = number
$$;
