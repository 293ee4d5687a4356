package org.elasticml.mlapp.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionChoiceTest {
    private static String cpu(int level, String flags) {
        return "processor\t: 0\ncpuid level\t: " + level + "\nflags\t\t: fpu " + flags + "\n";
    }

    @ParameterizedTest
    @CsvSource({
        "32, amx_bf16 amx_tile avx512_bf16, BF16, the CPU has AMX",
        "29, amx_bf16 amx_tile, BF16, the CPU has AMX",
        "28, amx_bf16 amx_tile avx512_bf16, FP32, 'the CPU has AMX, but the hypervisor hides its tiles'",
        "16, avx512_bf16, BF16, the CPU has AVX512-BF16",
        "22, avx2, FP32, the CPU has neither AMX nor AVX512-BF16"
    })
    void autoIsBf16WhereTheCpuComputesInIt(int level, String flags, Precision precision, String reason) {
        assertEquals(new PrecisionChoice(precision, reason), PrecisionChoice.of("auto", cpu(level, flags)));
    }

    @Test
    void anUnknownCpuGetsFp32() {
        assertEquals(Precision.FP32, PrecisionChoice.of("auto", "").precision());
    }

    @Test
    void whatIsSetIsWhatServesOrIsRefused() {
        assertEquals(
                Precision.FP32,
                PrecisionChoice.of("fp32", cpu(32, "amx_bf16 amx_tile")).precision());
        assertEquals(
                Precision.BF16,
                PrecisionChoice.of("bf16", cpu(28, "avx512_bf16")).precision());
        assertThrows(IllegalArgumentException.class, () -> PrecisionChoice.of("bf16", cpu(32, "avx2")));
        assertEquals(
                Precision.INT8,
                PrecisionChoice.of("int8", cpu(16, "avx512_vnni")).precision());
        assertThrows(IllegalArgumentException.class, () -> PrecisionChoice.of("int8", cpu(16, "avx2")));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> PrecisionChoice.of("int4", cpu(32, "")));
        assertEquals("MODEL_PRECISION is 'int4'; it is auto, fp32, bf16 or int8", e.getMessage());
    }
}
