package ai.scidex.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://tok:ghp_1@github.com/x     | https://…@github.com/x
            https://ghp_1@github.com/x         | https://…@github.com/x
            see HTTP://u:p@ss@h/a, FTP://u@h/b | see HTTP://…@h/a, FTP://…@h/b
            ssh://git:hush@h/x                 | ssh://…@h/x
            https://me:se/cr?e#t@github.com/x  | https://…@github.com/x
            https://me:se/cr@et@h/a@b          | https://…@b
            ssh://git:hu/sh@h/x                | ssh://…@h/x
            //me:secret@h/x                    | //…@h/x
            https://h:8080/a@b                 | https://h:8080/a@b
            https://h:8080                     | https://h:8080
            https://h/@v1                      | https://h/@v1
            // see a:b@c                       | // see a:b@c
            python:3.11@sha256:0b1             | python:3.11@sha256:0b1
            ssh://git@github.com/x             | ssh://git@github.com/x
            https://h/x?mail=a@b               | https://h/x?mail=a@b
            git@github.com:x/y.git             | git@github.com:x/y.git
            https://h/x?token=abc&b=1          | https://h/x?token=…&b=1
            https://h/x?a=1;API_KEY=k#f        | https://h/x?a=1;API_KEY=…#f
            https://h/?pwd=a&secret=b, c=d     | https://h/?pwd=…&secret=… c=d
            {"u":"https://h/?pwd=a\\"b","v":1}  | {"u":"https://h/?pwd=…","v":1}
            https://u:p@h/?token=s http://g/?x | https://…@h/?token=… http://g/?x
            https://h/x?token=&b=1             | https://h/x?token=&b=1
            https://h/c?sv=1&sig=a%3D&auth=b   | https://h/c?sv=1&sig=…&auth=…
            https://h/?access_key=a&auth=b     | https://h/?access_key=…&auth=…
            https://h/?signal=1&author=a       | https://h/?signal=1&author=a
            ?tokenizer=bert                    | ?tokenizer=bert
            https://h/ and a; token=b          | https://h/ and a; token=b
            """)
    void hidesTheCredentialsOfAUrl(String text, String shown) {
        assertThat(Credentials.hide(text)).isEqualTo(shown);
    }
}
