package org.elasticml.cluster.imagetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupMemoryTest {
    @TempDir
    Path mount;

    private void write(String file, String text) throws IOException {
        Path path = mount.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void versionOneHasAGroupForEachController() throws IOException {
        write("memory/pods/one/memory.max_usage_in_bytes", "707788800\n");
        write("memory/pods/one/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
        String membership = "5:cpu,cpuacct:/pods/other\n4:memory:/pods/one\n0::/pods/none\n";
        assertEquals(new CgroupMemory(707_788_800, 2), CgroupMemory.read(mount, membership));
    }

    @Test
    void versionTwoHasOneForAll() throws IOException {
        write("machine.slice/one.scope/memory.peak", "1024\n");
        write("machine.slice/one.scope/memory.events", "low 0\nhigh 0\nmax 7\noom 1\noom_kill 1\noom_group_kill 0\n");
        assertEquals(new CgroupMemory(1024, 1), CgroupMemory.read(mount, "0::/machine.slice/one.scope\n"));
    }

    @Test
    void saysThatThereIsNone() {
        assertThrows(IllegalArgumentException.class, () -> CgroupMemory.read(mount, "3:cpu:/pods/one\n"));
    }
}
