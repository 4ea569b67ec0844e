#!/bin/sh
# Runs once, when the volume is empty: the database, and the role that migrates it, which is no superuser.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  --set password="$PLACAR_OWNER_PASSWORD" <<'SQL'
CREATE ROLE placar_owner LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE PASSWORD :'password';
CREATE DATABASE placar OWNER placar_owner;
SQL
