import "./issue";
import "./list";
import "./new-list";
import "./present";
import "./revoke";
import "./schema";
import "./show";
import "./verify";
