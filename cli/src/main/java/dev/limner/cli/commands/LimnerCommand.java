package dev.limner.cli.commands;

import java.io.PrintWriter;

import dev.limner.cli.client.LimnerClient;
import dev.limner.cli.demo.DemoCommand;
import dev.limner.cli.launching.DetachedStack;
import dev.limner.contracts.problems.ProblemException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself: what it is, and what can be said after it. */
@Command(name = "limner", mixinStandardHelpOptions = true, version = "limner 0.1.0", description = "Trains image generators on your own pictures and serves them as events.", synopsisSubcommandLabel = "COMMAND", footer = {
        "",
        "LIMNER_URL and LIMNER_KEY point it at another server; LIMNER_STATE at another state folder.",
        "Exit codes: 0 done, 1 not done, 2 not understood."})
public final class LimnerCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The whole command line, ready to be executed. */
    public static CommandLine of(Context context) {
        CommandLine line = new CommandLine(new LimnerCommand());
        line.addSubcommand("demo", new DemoCommand(context));
        line.addSubcommand("up", new UpCommand(context));
        line.addSubcommand("down", new DownCommand(context));
        line.addSubcommand("status", new StatusCommand(context));
        line.addSubcommand("doctor", new DoctorCommand(context));
        line.addSubcommand("import", new ImportCommand(context));
        line.addSubcommand("train", new TrainCommand(context));
        line.addSubcommand("watch", new WatchCommand(context));
        line.addSubcommand("tensorboard", new TensorboardCommand(context));
        line.addSubcommand("stop", new ControlCommand(context, "stop", LimnerClient::stop));
        line.addSubcommand("resume", new ControlCommand(context, "resume", LimnerClient::resume));
        line.addSubcommand("cancel", new ControlCommand(context, "cancel", LimnerClient::cancel));
        line.addSubcommand("jobs", new JobsCommand(context));
        line.addSubcommand("sample", new SampleCommand(context));
        line.addSubcommand("repair", new RepairCommand(context));
        line.addSubcommand("vary", new VaryCommand(context));
        line.addSubcommand("interpolate", new InterpolateCommand(context));
        line.addSubcommand("texture", new TextureCommand(context));
        line.addSubcommand("cutout", new CutoutCommand(context));
        line.addSubcommand("datasets", new CommandLine(new DatasetsCommand(context))
                .addSubcommand("report", new ReportCommand(context))
                .addSubcommand("preview", new PreviewCommand(context))
                .addSubcommand("diff", new DiffCommand(context))
                .addSubcommand("select", new SelectCommand(context))
                .addSubcommand("export", new ExportCommand(context))
                .addSubcommand("delete", new DeleteCommand(context)));
        line.addSubcommand("augment", new AugmentCommand(context));
        line.addSubcommand("models", new CommandLine(new ModelsCommand(context))
                .addSubcommand("describe", new DescribeCommand(context)));
        line.addSubcommand("presets", new PresetsCommand(context));
        line.addSubcommand("checkpoints", new CheckpointsCommand(context));
        line.addSubcommand("events", new EventsCommand(context));
        line.addSubcommand(DetachedStack.COMMAND, new StackProcessCommand(context));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(context.terminal().out(), true));
        line.setErr(new PrintWriter(context.terminal().err(), true));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            context.terminal().say("limner: " + message(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: one of the commands below");
    }

    /** What a person is told of a failure: everything it names, without the classes it went through. */
    static String message(Exception failure) {
        if (failure instanceof ProblemException refused) {
            String field = refused.problem().field();
            return refused.problem().title() + (field == null ? "" : " (" + field + ")") + ": "
                    + refused.problem().detail();
        }
        if (failure instanceof InterruptedException) {
            return "interrupted";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
