import "./collect";
import "./key";
import "./publish";
import "./sign";
