package trimscope.core.chat;

/**
 * One token of a prompt.
 *
 * @param id its id
 * @param text this token alone, for showing
 * @param seesPicture whether it stands at or behind the image token
 * @param special whether it belongs to the layout and not to a text
 */
public record PromptToken(int id, String text, boolean seesPicture, boolean special) {}
