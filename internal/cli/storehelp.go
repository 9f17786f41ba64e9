package cli

// storeHelp is what 'kuvio help store' says.
const storeHelp = `The store has every import since the first. It is the file data/kuvio.db of the
workspace or, where several people and a night job use the same data, a
PostgreSQL database:

  store: postgres://kuvio@tietokanta/hyvinvointi     # in kuvio.yaml

or KUVIO_STORE with the same, which comes first. Another file may be named too. All
commands do the same with either. What stays in the workspace: kuvio.yaml, charts/
and kuvio.lock; data/ with what sources gave (spool), rejected rows and earlier
locks; out/. So each workspace refreshes its own figures from the shared data, by a
role that reads too: where kuvio.yaml has no sources, or with kuvio refresh --offline.

The address is as PostgreSQL has it: ROLE@, the server and its :PORT, the database,
and ?NAME=VALUE&... such as sslmode=verify-full, sslrootcert=, connect_timeout=
(seconds; 10 unless set), statement_timeout=, or search_path= for another schema
than kuvio. postgres://?service=NAME takes it from a service file. The environment
is heard too: PGUSER, PGSSLMODE, PGSSLROOTCERT, PGSERVICE and the like.

A password is never in kuvio.yaml, where it is refused, nor in what kuvio says. It
comes from PGPASSWORD, from a line of ~/.pgpass (PGPASSFILE names another file; on
Windows %APPDATA%\postgresql\pgpass.conf), which others may not read:

  tietokanta:5432:hyvinvointi:kuvio:PASSWORD

or from the address in KUVIO_STORE. For a night job ~/.pgpass is the place.

Once, as an administrator of the database, with a role that imports and one that
reads (the first import makes the tables):

  CREATE ROLE kuvio LOGIN PASSWORD '...';
  CREATE ROLE kuvio_reader LOGIN PASSWORD '...';
  CREATE DATABASE hyvinvointi;
  \connect hyvinvointi
  CREATE SCHEMA kuvio AUTHORIZATION kuvio;
  GRANT USAGE ON SCHEMA kuvio TO kuvio_reader;
  ALTER DEFAULT PRIVILEGES FOR ROLE kuvio IN SCHEMA kuvio
    GRANT SELECT ON TABLES TO kuvio_reader;

and for another role that imports into the same tables:

  GRANT USAGE ON SCHEMA kuvio TO name;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA kuvio TO name;

One imports, prunes or refreshes at a time; who comes second waits (--wait) and is
told who writes and since when. Readers wait for nobody, and see the data as it was
when their command began. A server that cannot be reached within 10 seconds or says
nothing for a minute is given up with an error, and nothing is stored in part: the
same command can be given again. One that has no connection left, or starts just
then, is asked again for half a minute.

Behind PgBouncer pool_mode must be session (with transaction, whatever kuvio sets for
a connection is lost). Backups are the database's own (pg_dump -n kuvio), or

  kuvio store backup -o kuvio-2026-11-28.db

which makes a file of either, whole though others write meanwhile. To move to a
database, or back to a file:

  kuvio store copy --to postgres://kuvio@tietokanta/hyvinvointi

Needed is PostgreSQL 13 or later (12 to 18 were tried). kuvio asks plain SQL alone,
which engines like it have too: CockroachDB, YugabyteDB, Citus. Where advisory locks
do nothing a row's lock keeps writers apart. These three were not tried by us.`
