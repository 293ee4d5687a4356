package org.elasticml.web;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineAccessTest {
    @ParameterizedTest
    @CsvSource({
        ",      127.0.0.1,        ,                200",
        ",      127.9.9.9,        ,                200",
        ",      0:0:0:0:0:0:0:1,  ,                200",
        ",      ::ffff:127.0.0.1, ,                200",
        ",      10.0.0.1,         ,                403",
        ",      ,                 ,                403",
        ",      10.0.0.1,         Bearer secret,   403",
        "secret, 10.0.0.1,        Bearer secret,   200",
        "secret, 10.0.0.1,        bearer  secret,  200",
        "secret, 127.0.0.1,       ,                401",
        "secret, 127.0.0.1,       secret,          401",
        "secret, 127.0.0.1,       Bearer,          401",
        "secret, 127.0.0.1,       Bearer secre,    401",
        "secret, 127.0.0.1,       Bearer secrets,  401",
        "secret, 127.0.0.1,       Basic secret,    401",
    })
    void lets(String token, String peer, String authorization, int status) {
        MachineAccess access = new MachineAccess("TOKEN", Optional.ofNullable(token));
        if (status == 200) {
            assertDoesNotThrow(() -> access.check(peer, authorization));
        } else {
            ProblemException e = assertThrows(ProblemException.class, () -> access.check(peer, authorization));
            assertEquals(status, e.status());
        }
    }
}
