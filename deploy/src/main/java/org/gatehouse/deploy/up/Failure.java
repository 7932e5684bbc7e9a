package org.gatehouse.deploy.up;

import java.nio.file.Path;
import java.time.Duration;

/** Why the stack could not be started, in words for the person at the terminal. */
sealed interface Failure {

    String message();

    record BadOption(String text) implements Failure {
        @Override
        public String message() {
            return text + " (usage: " + Options.USAGE + "; ./gatehouse up --help says more)";
        }
    }

    record BadSetting(String name, String problem) implements Failure {
        @Override
        public String message() {
            return name + " " + problem;
        }
    }

    record HomeUnusable(Path home, String problem) implements Failure {
        @Override
        public String message() {
            return "the folder " + home + " cannot be used: " + problem;
        }
    }

    record AlreadyRunning(Path home, String process) implements Failure {
        @Override
        public String message() {
            return "another ./gatehouse up (process " + process + ") already runs in " + home
                    + "; stop it, or choose another folder with GATEHOUSE_HOME";
        }
    }

    record PortTaken(int port, String setting) implements Failure {
        @Override
        public String message() {
            return "port " + port + " is taken; stop what listens there, or choose another with " + setting;
        }
    }

    record NotBuilt(Path folder) implements Failure {
        @Override
        public String message() {
            return "nothing built in " + folder + "; start with ./gatehouse up, which builds first";
        }
    }

    record MachineUnsupported(String resource) implements Failure {
        @Override
        public String message() {
            return "no PostgreSQL for this machine (" + resource + "); it runs on Linux x86-64 and ARM64 and on"
                    + " macOS ARM64. Set GATEHOUSE_AUTH_DB_URL, GATEHOUSE_VAULT_DB_URL and GATEHOUSE_CATALOG_DB_URL"
                    + " to use a server of your own";
        }
    }

    record RootNeedsNamespaces() implements Failure {
        @Override
        public String message() {
            return "PostgreSQL refuses to run as root, and this machine lets no user namespace be made"
                    + " (unshare -U); start ./gatehouse up as an ordinary user";
        }
    }

    record DataOfAnotherMajor(Path data, String found, String wanted) implements Failure {
        @Override
        public String message() {
            return "the data folder " + data + " was written by PostgreSQL " + found + ", this is PostgreSQL " + wanted
                    + "; move it with pg_upgrade or pg_dump, or choose another folder with GATEHOUSE_HOME";
        }
    }

    record DataUnusable(Path data, String problem) implements Failure {
        @Override
        public String message() {
            return "the data folder " + data + " cannot be used: " + problem;
        }
    }

    record SecretLost(String name, Path file) implements Failure {
        @Override
        public String message() {
            return name + " is missing though there are data that only it opens: put the file " + file
                    + " back from the backup (a new key would not open what the old one has sealed)";
        }
    }

    record DatabaseRefused(Path data, Path log, String lastLines) implements Failure {
        @Override
        public String message() {
            return "PostgreSQL does not start on the data folder " + data + "; its log is " + log + " and ends with\n"
                    + lastLines;
        }
    }

    record NothingRuns(Path folder) implements Failure {
        @Override
        public String message() {
            return "no stack runs in " + folder + "; start it with ./gatehouse up";
        }
    }

    record ServiceDied(String service, int exitCode, Path log, String lastLines) implements Failure {
        @Override
        public String message() {
            return service + " ended at its start with code " + exitCode + "; its log is " + log + " and ends with\n"
                    + lastLines;
        }
    }

    record KeycloakMissing(Path zip) implements Failure {
        @Override
        public String message() {
            return "there is no " + zip + "; start with ./gatehouse up --keycloak, which fetches it first";
        }
    }

    /** In words of its own. */
    record Other(String message) implements Failure {}

    record NotReady(String service, Duration waited, Path log) implements Failure {
        @Override
        public String message() {
            return service + " was not ready after " + waited.toSeconds() + " s; its log is " + log;
        }
    }
}
