package dev.limner.gateway.problems;

import java.sql.SQLException;
import java.util.UUID;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;

import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.NoSuchObjectException;
import dev.limner.store.StoreUnavailableException;

/** Every error of the API as a problem. What is the sender's to mend says how; what is not is logged with an id. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** A refusal that says itself what it is. */
    @ServerExceptionMapper
    public Response refused(ProblemException e) {
        return Problems.answer(e.problem());
    }

    /** What JAX-RS itself refuses: unknown routes, methods, media types. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException e, UriInfo uri) {
        return Problems.answer(problem(e, uri));
    }

    /** What should be stored is not. */
    @ServerExceptionMapper
    public Response gone(NoSuchObjectException e) {
        return Problems.answer(Problem.of(ProblemType.NOT_FOUND, "its object '%s' is not stored (any more)"
                .formatted(e.key())));
    }

    /** The bucket does not answer. */
    @ServerExceptionMapper
    public Response storeAway(StoreUnavailableException e) {
        return away("the object store", e);
    }

    /** The database does not answer, or something is wrong with what was asked of it. */
    @ServerExceptionMapper
    public Response database(JdbiException e) {
        return unreachable(e) ? away("the database", e) : failed(e);
    }

    /** What nobody foresaw. */
    @ServerExceptionMapper
    public Response failed(Throwable e) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(e, "A request failed (%s)", id);
        return Problems.answer(Problem.of(ProblemType.INTERNAL, "the gateway's log has it under " + id));
    }

    private static Response away(String part, RuntimeException e) {
        LOG.warnf("A request found %s away: %s", part, e.getMessage());
        return Problems.answer(Problem.of(ProblemType.UNAVAILABLE, part
                + " does not answer: what became of the request is not known; repeat it with the same Idempotency-Key"));
    }

    /** SQL states 08 (connection), 53 (resources) and 57P (shut down); Agroal's time-out has none. */
    private static boolean unreachable(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
            }
        }
        return false;
    }

    private static Problem problem(WebApplicationException e, UriInfo uri) {
        if (e instanceof NotFoundException) {
            return Problem.of(ProblemType.NOT_FOUND, "there is no route %s; /q/openapi lists all".formatted(uri
                    .getPath()));
        }
        if (e instanceof NotAllowedException) {
            return Problems.plain(405, "Method Not Allowed",
                    "%s does not take this method; /q/openapi lists what it takes"
                            .formatted(uri.getPath()));
        }
        if (e instanceof NotSupportedException) {
            return Problems.plain(415, "Unsupported Media Type",
                    "send application/json, or multipart/form-data where files are imported");
        }
        Response.StatusType status = e.getResponse().getStatusInfo();
        if (status.getStatusCode() == ProblemType.TOO_LARGE.status()) {
            return Problem.of(ProblemType.TOO_LARGE, "the body is larger than the limit");
        }
        return Problems.plain(status.getStatusCode(), status.getReasonPhrase(), e.getMessage());
    }
}
