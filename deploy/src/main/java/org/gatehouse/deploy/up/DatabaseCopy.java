package org.gatehouse.deploy.up;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Copies PostgreSQL's data folder, all databases as of one instant. While the server runs it is told so, and the part of its
 * write-ahead log that makes the copy consistent is added (PostgreSQL's manual, "low level base backup").
 */
final class DatabaseCopy {
    /** What a server makes anew when it starts, or what concerns none but the one that runs. */
    private static final Set<String> CONTENTS_LEFT_OUT = Set.of(
            "pg_dynshmem", "pg_notify", "pg_replslot", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "backup_label", "backup_label.old");
    private static final Pattern LOG_FILE = Pattern.compile("[0-9A-F]{24}");
    private static final String NAME = "postgres";

    private final BackupArchive archive;
    private final Path data;

    DatabaseCopy(BackupArchive archive, Path data) {
        this.archive = archive;
        this.data = data;
    }

    void ofAStoppedServer() throws IOException {
        archive.tree(NAME, data, DatabaseCopy::isLeftOut);
    }

    void ofARunningServer(int port, String superuserPassword) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection(
                ServiceDatabases.url(port, "postgres"), Postgres.SUPERUSER, superuserPassword)) {
            // It keeps the log that is needed, and goes with the connection.
            one(connection, "select pg_create_physical_replication_slot('gatehouse_backup', true, true)::text");
            var first = one(connection, "select pg_walfile_name(pg_backup_start('gatehouse', true))");
            archive.tree(NAME, data, file -> isLeftOut(file) || isLog(file));
            var last = stop(connection);
            archive.tree(NAME + "/pg_wal", data.resolve("pg_wal"), file -> {
                var name = file.toString();
                return LOG_FILE.matcher(name).matches() && (name.compareTo(first) < 0 || name.compareTo(last) > 0);
            });
        }
    }

    /** The name of the last file of the log that the copy needs. */
    private String stop(Connection connection) throws IOException, SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select pg_walfile_name(lsn), labelfile, spcmapfile from pg_backup_stop(false)")) {
            row.next();
            archive.text(NAME + "/backup_label", row.getString(2));
            return row.getString(1);
        }
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean isLeftOut(Path file) {
        var name = String.valueOf(file.getFileName());
        var top = file.getNameCount() > 1 ? file.getName(0).toString() : "";
        return LEFT_OUT.contains(name) || name.startsWith("pgsql_tmp") || CONTENTS_LEFT_OUT.contains(top);
    }

    private static boolean isLog(Path file) {
        return file.startsWith("pg_wal") && file.getNameCount() > 1;
    }
}
