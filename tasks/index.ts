/** Every task of the product. */
import "./account";
import "./batch";
import "./chain";
import "./party";
import "./title";
import "./work";
