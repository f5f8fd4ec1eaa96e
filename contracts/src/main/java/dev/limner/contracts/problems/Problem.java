package dev.limner.contracts.problems;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What went wrong, for a person and for a program (RFC 9457, application/problem+json).
 *
 * @param type   a {@link ProblemType}'s URN
 * @param title  the type's sentence
 * @param status the HTTP status, also when it travels over Kafka
 * @param detail which subject, which limit, and what to do about it
 * @param field  the field at fault, as a path ({@code source.files[0].key}); null where none is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String field) {

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail, null);
    }

    public static Problem invalidField(String field, String detail) {
        ProblemType type = ProblemType.INVALID_FIELD;
        return new Problem(type.uri(), type.title(), type.status(), detail, field);
    }
}
