/** Every task of the product. */
import "./account";
import "./batch";
import "./chain";
import "./committee";
import "./party";
import "./status";
import "./title";
import "./work";
