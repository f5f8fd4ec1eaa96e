package dev.limner.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import dev.limner.cli.launching.ProcessMemory;
import dev.limner.cli.progress.ProgressText;
import dev.limner.cli.stack.state.ProcessMark;
import dev.limner.cli.stack.state.StackRecord;

/** The memory of every process: the most there was, and what there is. PostgreSQL's shared pages count once. */
final class MemoryTable {
    private MemoryTable() {}

    static List<List<String>> rows(StackRecord record) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("PROCESS", "MEMORY", "AT MOST"));
        long stack = record.process().pid();
        rows.add(row("kafka and s3", ProcessMemory.alone(stack), ProcessMemory.peakAlone(stack)));
        record.processes().forEach((part, mark) -> rows.add(row(part, mark)));
        long own = ProcessHandle.current().pid();
        rows.add(row("this command", ProcessMemory.alone(own), ProcessMemory.peakAlone(own)));
        return rows;
    }

    private static List<String> row(String part, ProcessMark mark) {
        return part.equals("postgresql")
                ? row(part, ProcessMemory.proportional(mark.pid()), OptionalLong.empty())
                : row(part, ProcessMemory.alone(mark.pid()), ProcessMemory.peakAlone(mark.pid()));
    }

    private static List<String> row(String part, OptionalLong now, OptionalLong peak) {
        return List.of(part, text(now), text(peak));
    }

    private static String text(OptionalLong bytes) {
        return bytes.isPresent() ? ProgressText.bytes(bytes.getAsLong()) : "-";
    }
}
