package org.gatehouse.kit.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads addresses of HTTP services from settings; the framework would drop what it cannot convert without a word. */
public final class HttpAddresses {

    private static final String PROBLEM = "must be an http or https address such as http://127.0.0.1:8101";
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private HttpAddresses() {}

    /** Base addresses separated by commas, at least one, each without a slash at its end. */
    public static List<URI> list(String setting, String text) {
        return Arrays.stream(text.split(",", -1))
                .map(each -> one(setting, each))
                .toList();
    }

    /** The address without the slashes at its end. */
    public static String withoutLastSlash(String address) {
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == '/') {
            end--;
        }
        return address.substring(0, end);
    }

    /** One base address, without a slash at its end. */
    public static URI one(String setting, String text) {
        try {
            var uri = new URI(withoutLastSlash(text.strip()));
            if (uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new SettingException(setting, PROBLEM, e);
        }
        throw new SettingException(setting, PROBLEM);
    }
}
