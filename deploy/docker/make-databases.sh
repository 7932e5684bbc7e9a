#!/bin/bash
# Run by the PostgreSQL image on an empty data folder: a database and a role for each service that keeps data.
set -euo pipefail

make() { # NAME PASSWORD_FILE
    psql -v ON_ERROR_STOP=1 -U postgres -v name="$1" -v password="$(cat "/secrets/$2")" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
}

make gatehouse_auth GATEHOUSE_AUTH_DB_PASSWORD
make gatehouse_vault GATEHOUSE_VAULT_DB_PASSWORD
make gatehouse_catalog GATEHOUSE_CATALOG_DB_PASSWORD
make keycloak KEYCLOAK_DB_PASSWORD
