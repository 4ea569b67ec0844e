-- The role every read and write of the application runs as (SET ROLE within each transaction): it owns nothing and cannot
-- bypass row-level security. Roles belong to the whole cluster, so it may be there already.
DO $$
BEGIN
  CREATE ROLE placar_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
-- From Postgres 16 on, creating a role does not let its creator become it.
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'placar_app', 'MEMBER') OR current_setting('server_version_num')::int >= 160000 THEN
    IF current_setting('server_version_num')::int >= 160000 THEN
      EXECUTE format('GRANT placar_app TO %I WITH SET TRUE', current_user);
    ELSE
      EXECUTE format('GRANT placar_app TO %I', current_user);
    END IF;
  END IF;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO placar_app;
--> statement-breakpoint
-- What a mentor or a mentee sees, for the policies of the next migration. plpgsql, since the tables do not exist yet; SECURITY
-- DEFINER, since the policies of those tables call these functions in turn.
CREATE FUNCTION placar_visible_cohort_ids() RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  person uuid := nullif(current_setting('app.user_id', true), '')::uuid;
BEGIN
  RETURN CASE current_setting('app.role', true)
    WHEN 'mentor' THEN ARRAY(
      SELECT cohort_id FROM public.cohort_mentors WHERE organization_id = tenant AND user_id = person)
    WHEN 'mentee' THEN ARRAY(
      SELECT cohort_id FROM public.mentees WHERE organization_id = tenant AND user_id = person AND deleted_at IS NULL)
    ELSE '{}'::uuid[]
  END;
END $$;
--> statement-breakpoint
CREATE FUNCTION placar_visible_mentee_ids() RETURNS uuid[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  person uuid := nullif(current_setting('app.user_id', true), '')::uuid;
BEGIN
  RETURN CASE current_setting('app.role', true)
    WHEN 'mentor' THEN ARRAY(
      SELECT m.id FROM public.mentees m JOIN public.cohort_mentors c USING (organization_id, cohort_id)
      WHERE m.organization_id = tenant AND c.user_id = person)
    WHEN 'mentee' THEN ARRAY(
      SELECT id FROM public.mentees WHERE organization_id = tenant AND user_id = person AND deleted_at IS NULL)
    ELSE '{}'::uuid[]
  END;
END $$;
