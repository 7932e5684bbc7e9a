package org.gatehouse.chat.request;

import java.util.Locale;

/**
 * The head of one part of a form (RFC 7578, section 4.2).
 *
 * @param name the field
 * @param file whether it has a file name, so that its content is not looked at
 */
record FormPart(String name, boolean file) {

    private static final String DISPOSITION = "content-disposition:";
    private static final String FORM_DATA = "form-data";

    /** Reads the lines before a part's content; a name that could be read in two ways is refused. */
    static FormPart of(String head) throws RefusedException {
        FormPart part = null;
        for (String line : head.split("\r\n", -1)) {
            if (line.startsWith(" ") || line.startsWith("\t")) {
                throw malformed("the head of a part is folded");
            }
            if (line.toLowerCase(Locale.ROOT).startsWith(DISPOSITION)) {
                if (part != null) {
                    throw malformed("a part has two names");
                }
                part = named(line.substring(DISPOSITION.length()).strip());
            }
        }
        if (part == null) {
            throw malformed("a part has no name");
        }
        return part;
    }

    private static FormPart named(String disposition) throws RefusedException {
        if (!disposition.regionMatches(true, 0, FORM_DATA, 0, FORM_DATA.length())) {
            throw malformed("a part is no form-data");
        }
        String name = null;
        boolean file = false;
        for (var parameter : Parameters.of(disposition.substring(FORM_DATA.length()))) {
            switch (parameter.name()) {
                case "name" -> {
                    if (name != null || parameter.value().indexOf('\\') >= 0) {
                        throw malformed("the name of a part can be read in two ways");
                    }
                    name = parameter.value();
                }
                case "name*" -> throw malformed("the name of a part can be read in two ways");
                case "filename", "filename*" -> file = true;
                default -> {}
            }
        }
        if (name == null || name.isEmpty()) {
            throw malformed("a part has no name");
        }
        return new FormPart(name, file);
    }

    static RefusedException malformed(String why) {
        return new RefusedException("We could not parse the form: " + why + ".", null, null);
    }
}
