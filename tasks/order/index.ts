import "./annul";
import "./correct";
import "./hold";
import "./list";
import "./reinstate";
import "./release";
