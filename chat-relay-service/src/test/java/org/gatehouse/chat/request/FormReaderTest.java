package org.gatehouse.chat.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormReaderTest {

    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\n\r\n-\r\n--\r\n--c\r\r\n-- b\r\n";
    private static final String MODEL = field("name=\"model\"", "whisper-1");

    private static String field(String parameters, String value) {
        return "--b\r\ncontent-disposition: form-data; " + parameters + "\r\n\r\n" + value + "\r\n";
    }

    private static FormReader reader() {
        return Objects.requireNonNull(FormReader.of(Endpoint.TRANSCRIPTIONS, TYPE));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What becomes of it, in pieces of a length. */
    private static Reading read(String form, int pieces) {
        var reader = reader();
        byte[] bytes = bytes(form);
        for (int at = 0; at < bytes.length; at += pieces) {
            var refused = reader.add(Unpooled.wrappedBuffer(bytes, at, Math.min(pieces, bytes.length - at)));
            if (refused != null) {
                return refused;
            }
        }
        return reader.reading(bytes, Upload.whole(TYPE));
    }

    private static String message(String form) {
        return read(form, 3) instanceof Reading.Refused refused ? refused.message() : "read";
    }

    @Test
    void findsTheModelWhereverItStandsAndHoweverTheFormIsCut() {
        for (String form : new String[] {
            MODEL + FILE + "--b--\r\n", FILE + MODEL + "--b--", field("name=x", "") + FILE + MODEL + "--b--\r\nend"
        }) {
            for (int pieces = 1; pieces < form.length(); pieces++) {
                var request = ((Reading.Read) read(form, pieces)).request();
                assertThat(request.model()).isEqualTo("whisper-1");
                assertThat(Patch.of(request, "up/whisper").toString(StandardCharsets.UTF_8))
                        .isEqualTo(form.replace("whisper-1", "up/whisper"));
            }
        }
    }

    @Test
    void isDecidedOnceTheFileBeginsBehindTheModel() {
        var reader = reader();
        reader.add(Unpooled.wrappedBuffer(bytes(MODEL)));
        assertThat(reader.decided()).isFalse();
        reader.add(Unpooled.wrappedBuffer(bytes(FILE)));
        assertThat(reader.decided()).isTrue();

        var fileFirst = reader();
        fileFirst.add(Unpooled.wrappedBuffer(bytes(FILE)));
        assertThat(fileFirst.decided()).isFalse();
    }

    @Test
    void aModelMayHaveLineEndsInItAndIsTakenAsItIs() {
        var form = field("name=\"model\"", "a\r\n--\rb") + FILE + "--b--";
        assertThat(((Reading.Read) read(form, 1)).request().model()).isEqualTo("a\r\n--\rb");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name="Model"                     | must be written in lower case
            name="MODEL"; x=y                | must be written in lower case
            name="mo\\del"                   | can be read in two ways
            name="x"; name="model"           | can be read in two ways
            name*=utf-8''model               | can be read in two ways
            name="model"; filename="a"       | expected a string
            name=                            | has no name
            name                             | has no name
            name="model                      | has no name
            x="y"                            | has no name
            name="File"                      | must be written in lower case
            name="api_base"                  | where requests go is the operator's""")
    void refusesANameThatCouldDecideSomethingElsewhere(String parameters, String words) {
        assertThat(message(field(parameters, "v") + FILE + "--b--")).contains(words);
        assertThat(message(FILE + MODEL + field(parameters, "v") + "--b--"))
                .containsAnyOf(words, "Duplicate parameter: 'model'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "\r\n--b\r\n",
                "--b--",
                "--b \r\n",
                "--b\n",
                "--bb\r\n",
                "--b\r\n\r\nvalue\r\n--b--",
                "--b\r\nContent-Type: text/plain\r\n\r\nvalue\r\n--b--",
                "--b\r\nContent-Disposition: attachment; name=\"model\"\r\n\r\nv\r\n--b--",
                "--b\r\nContent-Disposition: form-data;\r\n name=\"model\"\r\n\r\nv\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nv\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nv\r\n--b",
                "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nv\r\n--b-x"
            })
    void refusesWhatIsNoWholeForm(String form) {
        assertThat(read(form, 1)).isInstanceOf(Reading.Refused.class);
    }

    @Test
    void refusesTwoOfWhatMayComeOnceAndWhatIsTooLong() {
        assertThat(message(MODEL + FILE + MODEL + "--b--")).contains("Duplicate parameter: 'model'");
        assertThat(message(MODEL + FILE + FILE + "--b--")).contains("Duplicate parameter: 'file'");
        assertThat(message(field("name=\"model\"", "m".repeat(2_000)) + FILE + "--b--"))
                .contains("too long");
        assertThat(message(field("name=\"model\"", "m".repeat(300)) + FILE + "--b--"))
                .contains("expected the id of a model");
        assertThat(message(field("name=\"prompt\"", "p".repeat(2_000_000)) + MODEL + FILE + "--b--"))
                .contains("too long");
        assertThat(message(field("name=\"" + "n".repeat(10_000) + "\"", "v") + MODEL))
                .contains("too long");
        assertThat(message(field("name=\"x\"", "v").repeat(200) + MODEL)).contains("too many parts");
    }

    @Test
    void whatLeadsToOtherModelsIsNotedBeforeTheFileAndRefusedBehindIt() {
        var request = ((Reading.Read) read(field("name=\"fallbacks\"", "x") + MODEL + FILE + "--b--", 5)).request();
        assertThat(request.routing().unchecked()).containsExactly("fallbacks");

        var reader = reader();
        reader.add(Unpooled.wrappedBuffer(bytes(MODEL + FILE)));
        reader.passing();
        var refused = reader.add(Unpooled.wrappedBuffer(bytes(field("name=\"fallbacks\"", "x"))));
        assertThat(Objects.requireNonNull(refused).message()).contains("must come before the file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=a; boundary=a",
                "multipart/form-data; charset=x",
                "multipart/form-data; boundary=\"a",
                "multipart/form-data; boundary=ä",
                "multipart/form-data; boundary=\"a \"",
                "multipart/mixed; boundary=a",
                "multipart/form-datax; boundary=a",
                "application/json"
            })
    void aTypeWithoutOneBoundaryIsNoForms(String type) {
        assertThat(FormReader.of(Endpoint.TRANSCRIPTIONS, type)).isNull();
        assertThat(FormReader.of(Endpoint.TRANSCRIPTIONS, "multipart/form-data; boundary=" + "b".repeat(71)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=b",
                "Multipart/Form-Data;boundary=\"b\"",
                "multipart/form-data; charset=utf-8; BOUNDARY=b;"
            })
    void aTypeWithOneIs(String type) {
        assertThat(FormReader.of(Endpoint.TRANSCRIPTIONS, type)).isNotNull();
    }
}
