package dev.limner.gateway.uploads;

import java.io.IOException;
import java.io.InputStream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.limner.contracts.Limits;
import dev.limner.contracts.api.UploadView;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.access.Needs;
import dev.limner.gateway.access.Role;
import dev.limner.images.PictureHeader;

/** {@code POST /v1/uploads}: input pictures that are too large to ride in a request, or are used in several. */
@Path("/v1/uploads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Generations")
public class UploadResource {
    private static final String NAME = "the body";

    private final Uploads uploads;

    UploadResource(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Stores a picture. Again is as good as once: its id is its content's digest. */
    @POST
    @Needs(Role.USER)
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Uploads an input picture", description = "Body: the file itself (PNG, JPEG, WebP, GIF, BMP, TIFF; "
            + "at most 64 MiB and 40 megapixels). The answer's id is what requests name it by; it is kept for 24 hours.")
    @RequestBody(content = @Content(mediaType = "application/octet-stream", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "201", description = "It is stored", content = @Content(schema = @Schema(implementation = UploadView.class)))
    public Response upload(InputStream body) {
        byte[] picture = bytes(body);
        PictureHeader header = PictureHeader.read(picture, NAME);
        UploadView view = new UploadView((String) Uploads.name(picture).written(), header.format().label(),
                header.width(), header.height(), picture.length, uploads.store(picture));
        return Response.status(Response.Status.CREATED).entity(view).build();
    }

    private static byte[] bytes(InputStream body) {
        byte[] picture;
        try {
            picture = body.readNBytes(Limits.PICTURE_BYTES + 1);
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_MESSAGE, "the body broke off: " + e.getMessage(), e);
        }
        if (picture.length > Limits.PICTURE_BYTES) {
            throw new ProblemException(ProblemType.TOO_LARGE,
                    "an uploaded picture has at most %d bytes".formatted(Limits.PICTURE_BYTES));
        }
        if (picture.length == 0) {
            throw new ProblemException(ProblemType.UNREADABLE_PICTURE,
                    "the body is empty: send the file itself, as in curl --data-binary @picture.png");
        }
        if (picture.length > 1 && picture[0] == '-' && picture[1] == '-') {
            throw new ProblemException(ProblemType.UNREADABLE_PICTURE,
                    "the body is a form: send the file itself, as in curl --data-binary @picture.png");
        }
        return picture;
    }
}
