package org.elasticml.cluster.imagetest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.elasticml.bench.Say;
import org.elasticml.cluster.images.Program;
import org.elasticml.loadtester.cli.CommandException;

/**
 * A base for images where no registry of the world is reachable: Debian with its Java, from Debian's packages.
 *
 * @param folder keeps what was made, for the next run
 */
record DebianBase(Path folder) {
    private static final String SUITE = "bookworm";
    private static final String JAVA = "openjdk-17-jre-headless";

    /** Of no use in an image, or made anew wherever it runs. */
    private static final List<String> LEFT_OUT = List.of(
            "./proc/*", "./sys/*", "./dev/*", "./var/cache/apt/*", "./var/lib/apt/lists/*", "./usr/share/doc/*");

    /** Puts it into the registry, and returns its name there. */
    String pushTo(String registry, Podman podman) throws CommandException {
        Path archive = folder.resolve("debian-" + SUITE + ".tar");
        if (!Files.exists(archive)) {
            make(archive);
        }
        String name = registry + "/debian-java:" + SUITE;
        podman.importImage(archive, name);
        podman.push(name);
        podman.removeImage(name);
        return name;
    }

    private void make(Path archive) throws CommandException {
        Path root = folder.resolve("debian");
        Say.line("Debian %s with %s, by debootstrap; kept in %s", SUITE, JAVA, folder);
        remove(root); // of a run that was ended in the middle of it
        debootstrap(root);
        Path part = folder.resolve("debian.tar.part");
        Program.run(tar(root, part).toArray(String[]::new));
        remove(root);
        try {
            Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Program.error(archive + " can't be written: " + e.getMessage());
        }
    }

    /** A debootstrap that was killed leaves /proc and /sys mounted in there. */
    private static void remove(Path root) throws CommandException {
        Program.run("rm", "-rf", "--one-file-system", root.toString());
    }

    private static void debootstrap(Path root) throws CommandException {
        List<String> command = List.of("debootstrap", "--variant=minbase", "--include=" + JAVA, SUITE, root.toString());
        StringBuilder last = new StringBuilder();
        int exitCode = Program.run(command, line -> {
            last.replace(0, last.length(), line);
            phase(line).ifPresent(phase -> Say.line("  %s", phase));
        });
        if (exitCode != 0) {
            throw Program.error("debootstrap failed: " + last + "; IMAGE_BASE names a base that is there already");
        }
    }

    /** The few of its many lines that say how far it is. */
    static Optional<String> phase(String line) {
        return line.matches(
                        "I: (Retrieving InRelease|Resolving dep.* of req.*|Unpacking the base.*|Configuring the base.*|Base system inst.*)\\s*")
                ? Optional.of(line.substring(3).strip())
                : Optional.empty();
    }

    private static List<String> tar(Path root, Path to) {
        List<String> command = new java.util.ArrayList<>(List.of("tar", "--numeric-owner", "--sort=name"));
        LEFT_OUT.forEach(left -> command.add("--exclude=" + left));
        command.addAll(List.of("-C", root.toString(), "-cf", to.toString(), "."));
        return command;
    }
}
