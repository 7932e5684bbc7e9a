package org.gatehouse.kit.config;

/** A setting with which the service must not start; names the setting, and never repeats its value. */
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingException(String setting, String problem) {
        super(setting + " " + problem);
    }

    /** @param cause for debugging only; its text may hold the value */
    public SettingException(String setting, String problem, Throwable cause) {
        super(setting + " " + problem, cause);
    }
}
