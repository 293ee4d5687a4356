package org.elasticml.loadtester.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The folder src is there. */
class PlaceTest {
    @Test
    void readsUrlsAndFolders() throws CommandException {
        assertEquals(
                List.of(new Place("a", "http://h:1/p?q=1"), new Place("b.2_-", "h:8001")),
                Place.all(List.of("a=http://h:1/p?q=1", "b.2_-=h:8001")));
        assertTrue(Place.all(List.of("a=src", "b=./src")).get(0).isFolder());
    }

    /** As one with an ü is where LC_ALL is C. */
    @Test
    void whatCanBeNoFileIsNoFolder() {
        CommandException e = assertThrows(CommandException.class, () -> Place.all(List.of("a=x\0y", "b=src")));
        assertTrue(e.getMessage().contains("is neither a URL"), e::getMessage);
    }

    @ParameterizedTest
    @CsvSource({
        "a=http://h, there is 1",
        "a=http://h a=http://i, two deployments called a",
        "http://h b=http://i, has no name",
        ".=http://h b=http://i, '.' can't be a name",
        "..=http://h b=http://i, '..' can't be a name",
        "a/b=http://h b=http://i, 'a/b' can't be a name",
        "=http://h b=http://i, '' can't be a name",
        "comparison.json=http://h b=http://i, can't be a name",
        "a=nowhere b=http://i, 'nowhere' is neither a URL",
        "a=pom.xml b=http://i, 'pom.xml' is neither a URL",
        "a= b=http://i, '' is neither a URL",
        "a=src b=http://i, 'can''t be mixed: a is a folder, b is a URL'",
    })
    void saysWhatIsWrong(String given, String message) {
        CommandException e = assertThrows(CommandException.class, () -> Place.all(List.of(given.split(" "))));
        assertTrue(e.getMessage().contains(message), e::getMessage);
        assertEquals(ExitCode.USAGE, e.exitCode());
    }
}
