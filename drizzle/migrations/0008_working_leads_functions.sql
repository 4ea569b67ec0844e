GRANT SELECT, INSERT, UPDATE, DELETE ON tags, lead_tags, tasks, saved_views, imports, import_pieces, import_rows TO placar_app;
--> statement-breakpoint
DO $$
DECLARE
  watched text;
BEGIN
  FOREACH watched IN ARRAY ARRAY['tags', 'lead_tags', 'tasks', 'saved_views', 'imports', 'import_pieces', 'import_rows']
  LOOP
    EXECUTE format('CREATE TRIGGER unannounced_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write()', watched);
    EXECUTE format('CREATE TRIGGER unannounced_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write()', watched);
    EXECUTE format('CREATE TRIGGER unannounced_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION placar_note_unannounced_write()', watched);
  END LOOP;
END $$;
