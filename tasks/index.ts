/** Every task of the product. */
import "./account";
import "./chain";
import "./party";
import "./title";
import "./work";
